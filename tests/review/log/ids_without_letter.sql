BEGIN TRANSACTION;
CREATE TABLE articles (
                id TEXT NOT NULL PRIMARY KEY,
                text TEXT NOT NULL,
                title TEXT,
                publisher TEXT,
                author TEXT,
                published TEXT,
                url TEXT,
                language TEXT,
                path TEXT,
                digest BOOLEAN NOT NULL,
                added_at TEXT NOT NULL, sum TEXT NOT NULL DEFAULT '');
INSERT INTO "articles" VALUES('ea5e1d2a3b2b2885','NATO has 32 members. It is 25 times bigger than Russia.

Exports doubled in 2019. Nobody disagreed, said Mark Rutte.','A talk','The Paper',NULL,'2025-05-01',NULL,'en',NULL,0,'2026-11-27T02:54:54.251583+00:00','06761cc94e90e605f76f4651256275e41c4cfee71ec23815d99922b9ba5bb5f8');
CREATE TABLE claims (
                id TEXT NOT NULL PRIMARY KEY,
                article_id TEXT NOT NULL REFERENCES articles (id),
                start INTEGER NOT NULL,
                "end" INTEGER NOT NULL,
                text TEXT NOT NULL,
                speaker TEXT,
                quoted TEXT NOT NULL,
                worthiness FLOAT NOT NULL,
                record TEXT NOT NULL, kinds TEXT NOT NULL DEFAULT '', sum TEXT NOT NULL DEFAULT '');
INSERT INTO "claims" VALUES('42e9c0140783bd52','ea5e1d2a3b2b2885',0,20,'NATO has 32 members.',NULL,'none',0.9,'{"comparison":null,"paragraph":[0,20],"quantities":[],"signals":[]}','','e385a99248b9db5e6417ccbc99f98ef25f6785157b771f0c25136024e288e8f0');
INSERT INTO "claims" VALUES('9b0ea111e92ed5de','ea5e1d2a3b2b2885',21,55,'It is 25 times bigger than Russia.',NULL,'none',0.89,'{"comparison":null,"paragraph":[21,55],"quantities":[],"signals":[]}','','432740602670956e7ae26a8cb5c869a1f8a7fb61ab5466b0bae86ea2b1aab60d');
INSERT INTO "claims" VALUES('8676e1ea60a2122f','ea5e1d2a3b2b2885',57,81,'Exports doubled in 2019.',NULL,'none',0.88,'{"comparison":null,"paragraph":[57,81],"quantities":[],"signals":[]}','','f77f78fddac55e5d32024ed457ffe40dad1d8baf531bcca4851321e8c07d1729');
INSERT INTO "claims" VALUES('6891323652241896','ea5e1d2a3b2b2885',82,116,'Nobody disagreed, said Mark Rutte.',NULL,'none',0.87,'{"comparison":null,"paragraph":[82,116],"quantities":[],"signals":[]}','','61f6e6e458747e1203e198121dbc25c8d4ea103a92a1242459d113bbdea171b4');
INSERT INTO "claims" VALUES('6d3babde5fb8907d','ea5e1d2a3b2b2885',9,19,'32 members',NULL,'none',0.0,'{"comparison":null,"paragraph":[9,19],"quantities":[],"signals":[]}','','3f17194466e51ce0867afa79650934d3a3ff8765486ec90f500f9eb81bbd9f1b');
INSERT INTO "claims" VALUES('49e6356c8e134a78','ea5e1d2a3b2b2885',27,42,'25 times bigger',NULL,'none',0.0,'{"comparison":null,"paragraph":[27,42],"quantities":[],"signals":[]}','','6c6350f9c6efd6d38875d0cd7ace37501b18a0c43b243e19d032b89b858c9421');
CREATE TABLE desks (reviewer TEXT NOT NULL PRIMARY KEY, data TEXT NOT NULL, sum TEXT NOT NULL DEFAULT '');
INSERT INTO "desks" VALUES('Ann','{"claim":"49e6356c8e134a78","filter":{"article":null,"kind":"","order":"most worth checking","reviewer":"","show":"all","speaker":"","text":""}}','4828e1f2a106221543c085b10b66ff1b58d77f375a4870e3af342b91de1f1ec2');
CREATE TABLE drafts (
                claim_id TEXT NOT NULL REFERENCES claims (id),
                reviewer TEXT NOT NULL,
                data TEXT NOT NULL,
                version INTEGER NOT NULL, sum TEXT NOT NULL DEFAULT '',
                PRIMARY KEY (claim_id, reviewer));
INSERT INTO "drafts" VALUES('8676e1ea60a2122f','Ann','{"note":"half a sen"}',1,'686a56df6b5eecb001ae9b139166611bc5f648f77d8415b78704a706aba5d0a0');
CREATE TABLE events (
                id INTEGER NOT NULL PRIMARY KEY,
                claim_id TEXT NOT NULL REFERENCES claims (id),
                at TEXT NOT NULL,
                "by" TEXT NOT NULL,
                action TEXT NOT NULL,
                data TEXT NOT NULL,
                seen INTEGER NOT NULL,
                digest TEXT NOT NULL);
INSERT INTO "events" VALUES(1,'42e9c0140783bd52','2025-06-01T12:00:00+00:00','Ann','selected','{}',0,'95008cbcb5baadec600fb1464daf6c46abdb00a43410ef3d2bac46e8be5d8a6a');
INSERT INTO "events" VALUES(2,'9b0ea111e92ed5de','2025-06-01T12:00:00+00:00','Ann','selected','{}',0,'550d4085ea4257a9f04c79b6941754cca37ee19cffd4ce65e15ead52d67c3be8');
INSERT INTO "events" VALUES(3,'6d3babde5fb8907d','2026-11-27T02:54:54.264978+00:00','Ann','added','{"article":"ea5e1d2a3b2b2885","end":19,"group":"d86a241b4dde4c1c909df61309a5283b","start":9}',0,'7217e6b28bd7d45847df660063a243bd9f1dfbf8bbc1e121c26ec22ebefdb5ef');
INSERT INTO "events" VALUES(4,'6d3babde5fb8907d','2026-11-27T02:54:54.268944+00:00','Ann','undone','{"events":[3],"group":"030dcd1cb70948e396a2b6e68241804f"}',3,'645ca1d77f967cfa2f33d879fdbc34e7c981752495feec47ba4ea5e4c7054254');
INSERT INTO "events" VALUES(5,'49e6356c8e134a78','2026-11-27T02:54:54.270858+00:00','Ann','added','{"article":"ea5e1d2a3b2b2885","end":42,"group":"14cb3e1aa5e8427e8cf44b177ea0a245","start":27}',0,'32c56bced118544e6639a76fe8253b69ceef5982d81e333845df626e1a53ee7d');
CREATE TABLE policies (
                id INTEGER NOT NULL PRIMARY KEY,
                at TEXT NOT NULL,
                "by" TEXT NOT NULL,
                name TEXT NOT NULL,
                data TEXT NOT NULL, sum TEXT NOT NULL DEFAULT '');
INSERT INTO "policies" VALUES(1,'2025-06-01T12:00:00+00:00','Ann','solo','{"claimant_asked":false,"double_blind":false,"label":"solo: no second editor looked","name":"solo","one_source_reason":false,"rationale":false,"second_editor":false,"sources":1,"statement":false,"why_selected":false}','4b734872149d35c2b88f040087d406614ba54e72cbccfb53d6077158ffe13954');
CREATE TABLE schema_steps (
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "schema_steps" VALUES(1,'articles, claims, events, drafts and desks','2026-11-27T02:54:54.244550+00:00');
INSERT INTO "schema_steps" VALUES(2,'the kinds of each claim, and the policies','2026-11-27T02:54:54.244550+00:00');
INSERT INTO "schema_steps" VALUES(3,'a sum over each row outside the log','2026-11-27T02:54:54.244550+00:00');
CREATE INDEX claims_by_article ON claims (article_id, start);
CREATE INDEX events_by_claim ON events (claim_id, id);
CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events 
               BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events 
               BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER events_refuse_replace BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
               BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER articles_refuse_update BEFORE UPDATE ON articles 
               BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END;
CREATE TRIGGER policies_refuse_update BEFORE UPDATE ON policies 
               BEGIN SELECT RAISE(ABORT, 'policies are only ever added'); END;
CREATE TRIGGER policies_refuse_delete BEFORE DELETE ON policies 
               BEGIN SELECT RAISE(ABORT, 'policies are only ever added'); END;
CREATE TRIGGER policies_refuse_replace BEFORE INSERT ON policies WHEN EXISTS (SELECT 1 FROM policies WHERE id = NEW.id)
               BEGIN SELECT RAISE(ABORT, 'policies are only ever added'); END;
CREATE TRIGGER articles_refuse_delete BEFORE DELETE ON articles 
               BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END;
CREATE TRIGGER articles_refuse_replace BEFORE INSERT ON articles WHEN EXISTS (SELECT 1 FROM articles WHERE id = NEW.id)
               BEGIN SELECT RAISE(ABORT, 'the text of an article is never changed'); END;
COMMIT;
