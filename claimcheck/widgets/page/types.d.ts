// What the page and the kernel say to each other. `tests/widgets/test_page_types.py` holds it against the Python
// side: names, fields, what may be left out, and types.

// What the page says: the records of `widgets/messages.py`.

export interface AttachmentForm {
  name: string;
  media_type: string;
  size: number;
  sha256: string;
}

export interface SourceForm {
  address?: string;
  title?: string | null;
  passage?: string | null;
  consulted?: string | null;
  archived?: string | null;
  primary?: boolean | null;
  interest?: string | null;
  stance?: string | null;
  attachment?: AttachmentForm | null;
}

export interface ContactForm {
  asked?: string | null;
  how?: string | null;
  deadline?: string | null;
  reply?: string | null;
  replied?: string | null;
}

export interface Form {
  statement?: string | null;
  rating?: string | null;
  rationale?: string | null;
  sources?: SourceForm[];
  one_source_reason?: string | null;
  why_selected?: string | null;
  dismiss_reason?: string | null;
  published_url?: string | null;
  correction?: string | null;
  note?: string | null;
  contact?: ContactForm | null;
  worksheet?: WorksheetForm | null;
}

/** A figure that went into a calculation. */
export interface FigureForm {
  name: string;
  measure: string;
  period?: number | null;
  value?: number | null;
  unit?: string;
  table?: string | null;
  source?: string | null;
  sha256?: string | null;
  rows?: number[];
  members?: string[];
  absent?: string[];
  members_of?: number | null;
  url?: string | null;
  consulted?: string | null;
  note?: string | null;
}

/** A reading of the claim, and what it came to. */
export interface CalculationForm {
  type: string;
  words: string;
  computed: number;
  unit: string;
  told: string;
  explanation: string;
  holds: boolean;
  period?: string;
  figures?: FigureForm[];
  slip?: string | null;
}

/** A figure as it is typed. */
export interface GivenFigureForm {
  role: string;
  value?: string;
  unit?: string | null;
  period?: string | null;
  source?: string | null;
  url?: string | null;
  consulted?: string | null;
  note?: string | null;
}

/** What is kept of the worksheet with the check. */
export interface WorksheetForm {
  claimed?: string;
  result?: string;
  calculations?: CalculationForm[];
  given?: GivenFigureForm[];
  read_as?: ReadAsForm[];
}

/** Whom words of the claim are said to mean. */
export interface ReadAsForm {
  words: string;
  name: string;
}

/** Work the claim out with what is typed, figures and names. */
export interface WorkOut {
  op: "workout";
  claim: string;
  typed: WorksheetForm;
}

/** What comes with a step, whatever it is, and is answered under its number `n`. */
export interface Asked {
  n: number;
  claim: string | null;
  seen: number | null;
  work: Form | null;
  version: number;
  edited: boolean;
  comment: string;
}

export interface Draft extends Asked {
  op: "draft";
  follows?: number | null;
}

export interface Take extends Asked {
  op: "take";
  target: string;
}

export interface Mend extends Asked {
  op: "mend";
  url: string;
}

export interface Cut extends Asked {
  op: "cut";
  how: string;
  article: string;
  start: number;
  end: number;
}

export interface Judge extends Asked {
  op: "judge";
  known: string;
  confirmed: boolean;
}

export interface Dismiss extends Asked {
  op: "dismiss";
  ids: string[];
  reason: string;
}

export interface Undo extends Asked {
  op: "undo";
}

export interface Redo extends Asked {
  op: "redo";
}

export interface Comment extends Asked {
  op: "comment";
  text: string;
}

export interface Assign extends Asked {
  op: "assign";
  ids: string[];
  to: string | null;
  until?: string | null;
}

export interface Tag extends Asked {
  op: "tag";
  ids: string[];
  add: string[];
  remove: string[];
}

export interface Weigh extends Asked {
  op: "weigh";
  what: string;
  level: string | null;
}

export interface Blind extends Asked {
  op: "blind";
  ids: string[];
  on: boolean;
}

export interface Serve extends Asked {
  op: "serve";
  from: string;
  to: string[];
}

export interface Open extends Asked {
  op: "open";
  to: string;
}

export interface Next extends Asked {
  op: "next";
}

export interface Previous extends Asked {
  op: "previous";
}

export interface Back extends Asked {
  op: "back";
}

export interface Look extends Asked {
  op: "look";
}

export interface Show extends Asked {
  op: "show";
  filter: FilterForm;
  go: boolean;
}

export interface Reload extends Asked {
  op: "reload";
}

/** What the queue shows: `null` and "" let all through. */
export interface FilterForm {
  show: string;
  order: string;
  article: string | null;
  text: string;
  kind: string;
  speaker: string;
  reviewer: string;
  tag: string;
}

export interface Search {
  op: "search";
  text: string;
}

export interface Bring {
  op: "bring";
  text: string;
  title: string;
  author: string;
  publisher: string;
  published: string;
  url: string;
  language: string;
}

/** The file comes beside it. */
export interface BringFile {
  op: "bringfile";
  name: string;
  alone: boolean;
}

export interface BringPage {
  op: "bringpage";
  address: string;
}

/** A file that is to come in parts; with `checks` it holds earlier checks. */
export interface Attach {
  op: "attach";
  file: string;
  name: string;
  size: number;
  checks?: boolean;
  tables?: boolean;
}

/** A part of it comes beside this. */
export interface AttachPart {
  op: "attachpart";
  file: string;
  at: number;
}

export interface OpenAttachment {
  op: "openattachment";
  sha256: string;
}

export interface TakeNewer {
  op: "takenewer";
}

export interface Export {
  op: "export";
  write: boolean;
  workbook?: boolean;
  shown?: boolean;
}

export interface Charts {
  op: "charts";
}

export interface WeightsForm {
  checkable: number;
  look_up: number;
  who: number;
  about: number;
  elsewhere: number;
  interest: number;
  stakes: number;
}

export interface TopicForm {
  name: string;
  words: string[];
}

export interface PrioritiesForm {
  weights: WeightsForm;
  topics: TopicForm[];
  people: string[];
  leave_out: string[];
  minimum: number;
}

export interface ShowPriorities {
  op: "showpriorities";
}

export interface TryPriorities {
  op: "trypriorities";
  n: number;
  form: PrioritiesForm;
}

export interface KeepPriorities {
  op: "keeppriorities";
  form: PrioritiesForm;
}

export type OfPriorities = ShowPriorities | TryPriorities | KeepPriorities;

export interface TableForm {
  name: string;
  sha256: string;
  group: boolean;
  measure?: string | null;
  entity?: string | null;
  code?: string | null;
  period?: string | null;
  value?: string | null;
  unit?: string | null;
  source?: string | null;
  decimal?: string | null;
  since?: string | null;
  until?: string | null;
  aliases?: string | null;
}

export interface ShowTables {
  op: "showtables";
}

export interface LookAtTable {
  op: "lookattable";
  n: number;
  form: TableForm;
}

export interface KeepTable {
  op: "keeptable";
  form: TableForm;
  place?: string;
}

export interface RemoveTable {
  op: "removetable";
  key: string;
}

export type OfTables = ShowTables | LookAtTable | KeepTable | RemoveTable;

export interface Fill {
  op: "fill";
  on: boolean;
}

export interface SendRows {
  op: "sendrows";
  ids: string[];
}

export interface Drawn {
  op: "drawn";
}

/** What only leads to another claim. */
export type MovesAbout = Open | Next | Previous | Back | Look | Show | Reload;
/** What changes what is decided. */
export type Step =
  Take | Mend | Cut | Judge | Dismiss | Undo | Redo | Comment | Assign | Tag | Weigh | Blind | Serve;
/** What a panel over the desk asks for. */
export type ToPanel = Bring | BringFile | BringPage | TakeNewer | Export | Charts;
/** What concerns the files that are attached to sources. */
export type OfFiles = Attach | AttachPart | OpenAttachment;
export type Message =
  | MovesAbout
  | Step
  | Draft
  | ToPanel
  | OfPriorities
  | OfTables
  | OfFiles
  | WorkOut
  | Search
  | Fill
  | SendRows
  | Drawn;

// What the page is given: the traits of `widgets/view.py`, with the values of `widgets/desk_state.py`.

export interface Traits {
  config: Config;
  queue: Queue;
  /** The places of the rows that the filter lets through: 32-bit numbers. */
  shown: DataView;
  article: Article | NoArticle;
  state: State;
  typed: Typed | NothingTyped;
  filters: Filters | NoFilters;
}

/** The pile, what to check first first, and the rows that come first. */
export interface Queue {
  ids: string[];
  rows: Row[];
}

export interface Config {
  reviewer: string;
  place: string;
  fills: boolean;
  policy: string;
  policyLabel: string;
  secondEditor: boolean;
  team: boolean;
  /** What the queue shows when the figure of the bar is pressed. */
  forMe: string;
  ratings: Rating[];
  dismissReasons: string[];
  /** What the button says for a step, by its target; and how it begins where a rating is chosen, which follows. */
  labels: Record<string, string>;
  ratedLabels: Record<string, string>;
  needs: Needs;
  /** In the order of the steps. */
  statuses: Status[];
  moves: Record<string, Way>;
  /** Whether the order can be changed here. */
  priorities: boolean;
  /** Whether the reference tables can be changed here. */
  tables: boolean;
  /** What can be said of a claim's reach and harm. */
  levels: [what: string, levels: string[]][];
  attach: Attaching;
}

/** What may be attached to a source: so many bytes, in parts of so many, with these endings; or why nothing may. */
export interface Attaching {
  most: number;
  part: number;
  accept: string;
  problem: string | null;
}

/** A status; as a step it is offered only from the status `offeredFrom` on, and the form shows `fields` then. */
export interface Status {
  name: string;
  decided: boolean;
  finished: boolean;
  step: boolean;
  offeredFrom: string | null;
  fields: string[];
}

/** A move by its label: whether it has a button beside the next step, and the field that is about it alone. */
export interface Way {
  aside: boolean;
  text: string | null;
}

/**
 * What the queue shows, and by what else of the pile it could be filtered; titles of articles by their ids, tags with
 * the number of their claims.
 */
export interface Filters {
  filter: FilterForm;
  shows: string[];
  orders: string[];
  articles: [id: string, title: string][];
  kinds: string[];
  speakers: string[];
  tags: [tag: string, count: number][];
  /** How many claims are not among what is to do, since they are below the minimum, and what shows them. */
  below: [count: number, show: string] | null;
}

export interface NoFilters {
  filter?: undefined;
}

export interface Rating {
  name: string;
  value: number | null;
  colour: string;
}

export interface Needs {
  why: boolean;
  oneSourceReason: boolean;
}

export type Row = [
  id: string,
  priority: number,
  text: string,
  speaker: string | null,
  status: string,
  rating: string | null,
  byHand: boolean,
  remarks: string,
  article: string,
];

/** An article or a part of it, from `offset` on; offsets are code points, as in Python. */
export interface Article {
  id: string;
  title: string;
  publisher: string | null;
  author: string | null;
  published: string | null;
  url: string | null;
  digest: boolean;
  offset: number;
  text: string;
  before: boolean;
  after: boolean;
  sentences: [start: number, end: number][];
  claims: [start: number, end: number, id: string][];
}

export interface NoArticle {
  id?: undefined;
}

export interface State {
  ack: number;
  claim: Claim | null;
  progress: Progress;
  share: Share;
  policy: string | null;
  people: string[];
  saved: string;
  said: string;
  done: Done;
  error: string | null;
  news: string | null;
  kept: number | null;
  empty: string;
}

export interface Progress {
  decided: number;
  waiting: number;
  total: number;
  to_approve: number;
  overdue: number;
  for_me: number;
}

/** How far the claims are that the filter is about; `filtered`, if those are not all. */
export interface Share {
  decided: number;
  total: number;
  filtered: boolean;
}

/** What the last step came to, in a word or two; `undone`, if it took one back. */
export interface Done {
  words: string;
  undone: boolean;
}

export interface Claim {
  id: string;
  seen: number | null;
  start: number;
  end: number;
  quote: string;
  /** The statement that is offered, where none is written. */
  offered: Offered | null;
  /** Reasons why it matters, to pick from. */
  why: string[];
  speaker: string | null;
  quoted: string;
  worthiness: number;
  priority: number;
  /** What speaks for checking it first, in one line. */
  whyFirst: string;
  /** What its priority is made of; the points add up to it. */
  parts: [name: string, points: number, words: string][];
  marks: [start: number, end: number, name: string, reason: string][];
  reasons: [name: string, reason: string, weight: number][];
  measured: [words: string, value: string][];
  /** Whether it has a number that figures can bear out. */
  numbers: boolean;
  arithmetic: string | null;
  status: string;
  notices: string[];
  tags: string[];
  /** What was said of its reach and its harm. */
  stakes: Record<string, string | null>;
  assigned: string | null;
  /** The ISO date until which it was assigned. */
  due: string | null;
  mine: boolean;
  blind: boolean;
  wantsRatings: boolean;
  canBlind: boolean;
  ratings: BlindRating[];
  settle: boolean;
  proposed: string | null;
  proposal: Proposal | null;
  history: Entry[];
  work: Form;
  comment: string;
  version: number;
  moves: Move[];
  /** Whether the address of the published check can be mended. */
  mends: boolean;
  forward: string | null;
  begun: string | null;
  judgements: Judgement[];
  served: Served | null;
}

/** A statement that stands alone; a piece in brackets has the words of the article that it comes `from`. */
export interface Offered {
  text: string;
  pieces: [words: string, from: string | null][];
  open: [words: string, why: string][];
}

/** What somebody found without seeing what another did. */
export interface BlindRating {
  by: string;
  rating: string;
  statement: string | null;
  rationale: string | null;
  sources: SourceForm[];
}

/** What somebody has proposed, for a second editor to read: as everybody has it, with the votes for it. */
export interface Proposal {
  by: string;
  at: string;
  rating: string | null;
  work: Form;
  votes: [by: string, at: string][];
  needed: number;
}

/** A step that is open; `field` names the field that a demand asks for, where one can meet it. */
export interface Move {
  label: string;
  target: string;
  demands: [text: string, met: boolean, field: string | null][];
  missing: string[];
}

/** A step of the history. */
export interface Entry {
  at: string;
  by: string;
  what: string;
  details: [label: string, text: string][];
  /** What stood there before, of each of the details; null where nothing did. */
  before: (string | null)[];
  undone: boolean;
  kind: string;
}

/** An earlier check; `own` is the claim of this desk that it was made on. */
export interface Check {
  id: string;
  text: string;
  title: string | null;
  rating: string | null;
  publisher: string | null;
  url: string | null;
  date: string | null;
  speaker: string | null;
  own: string | null;
  reasons: Reason[];
  /** The same check at other addresses, and others at its own. */
  copies: Check[];
  /** The ids of all further checks that the card stands for. */
  also: string[];
}

export type Reason = [name: string, agrees: boolean, words: string];

export interface Judgement {
  known: Check;
  confirmed: boolean;
  by: string;
  at: string;
}

/** From which claim a claim has its check. */
export interface Served {
  from: string;
  text: string;
  title: string | null;
  changed: string | null;
  again: boolean;
}

/** A draft that was kept after the claim was sent; `n` is the message that brought it, 0 where none did. */
export interface Typed {
  n: number;
  claim: string;
  work: Form;
  comment: string;
  seen: number | null;
  version: number;
  moves: Move[];
}

export interface NothingTyped {
  claim?: undefined;
}

// What the page is told by messages.

/** The answer to a draft. */
export interface Gates {
  kind: "gates";
  ack: number;
  claim: string | null;
  kept: number | null;
  moves: Move[] | null;
  saved: string;
  error: string | null;
}

/** Where each press leads from the claim `at`, and what stands there. */
export interface Ahead {
  kind: "ahead";
  at: string;
  leads: Record<string, string>;
  claims: AheadClaim[];
}

export interface AheadClaim {
  claim: Claim;
  /** Null where it is the article on the page. */
  article: Article | null;
}

/** Rows of the queue that have changed. */
export interface Rows {
  kind: "rows";
  rows: Row[];
}

/** Earlier checks of a claim, found among `known`. */
export interface Before {
  kind: "before";
  claim: string;
  found: Check[];
  known: number;
  problem: string | null;
}

/** The same claim elsewhere in the pile. */
export interface Elsewhere {
  kind: "elsewhere";
  claim: string;
  found: Same[];
  known: number;
  problem: string | null;
}

/** Another claim that says the same; whether it `takes` this one's check, and `gives` its own. */
export interface Same {
  id: string;
  text: string;
  title: string;
  status: string;
  rating: string | null;
  speaker: string | null;
  reasons: Reason[];
  takes: boolean;
  gives: boolean;
}

/** What the figures say of a claim; no sheet where it has no number, or where there is a problem. */
export interface WorksheetTold {
  kind: "worksheet";
  claim: string;
  sheet: WorksheetShown | null;
  problem: string | null;
}

/** Every reading of a claim, the figures that it needs, and what would be kept of it. */
export interface WorksheetShown {
  claimed: string;
  covers: string;
  value: number | null;
  summary: string;
  readings: ReadingShown[];
  series: SeriesShown[];
  /** The `span` is the time that a figure is for: "in 3 months". */
  places: [role: string, name: string, span: string][];
  missing: string[];
  required: string;
  problems: string[];
  /** Whom its words were taken for, and the names that can be given instead. */
  readAs: [words: string, name: string][];
  names: string[];
  kept: WorksheetForm;
}

export interface ReadingShown {
  words: string;
  type: string;
  told: string;
  apart: string;
  holds: boolean;
  slip: string | null;
  figures: [name: string, value: string, origin: string][];
  /** The notebook cell that works it out again. */
  cell: string;
}

export type SeriesShown = [
  name: string,
  points: [year: number, computed: number, told: string, holds: boolean][],
];

/** Earlier checks that were found for words. */
export interface Searched {
  kind: "searched";
  text: string;
  found: Check[];
  known: number;
  problem: string | null;
}

/** What became of an article that was brought in; `newer`, where something of it is not taken over yet. */
export interface Brought {
  kind: "brought";
  said: string;
  kept: boolean;
  newer: boolean;
}

/** What an export would write, and where. */
export interface Exporting {
  kind: "exporting";
  plan: string;
  folder: string;
}

/** What was written; its content comes beside it. */
export interface Exported {
  kind: "exported";
  problem: string | null;
  path: string | null;
  name: string | null;
  said: string;
}

/** How far a file has come; `done` is what it is then as an attachment, `said` what came of its earlier checks. */
export interface Attached {
  kind: "attached";
  file: string;
  at: number;
  problem: string | null;
  done: AttachmentForm | null;
  said: string | null;
}

/** A file that was attached; its content comes beside it. */
export interface Opened {
  kind: "opened";
  sha256: string;
  problem: string | null;
}

/** The charts as a notebook shows them: data and metadata by MIME type. */
export interface Drawings {
  kind: "charts";
  bundle: [data: Record<string, unknown>, metadata: Record<string, unknown>] | null;
  agreement: string;
  problem: string;
}

/** By which priorities the desk goes, and who changed them. */
export interface Priorities {
  kind: "priorities";
  form: PrioritiesForm | null;
  /** The house's weights. */
  house: WeightsForm | null;
  parts: [name: string, label: string, hint: string][];
  kinds: string[];
  origin: string;
  history: Changed[];
  field: string | null;
  problem: string | null;
}

/** Who changed what is recorded for all, and what. */
export type Changed = [at: string, by: string, changes: string[]];

/** The reference tables and groups of the desk, who changed the list, and what of it is left out. */
export interface Tables {
  kind: "tables";
  tables: [
    key: string,
    title: string,
    facts: string,
    file: string,
    by: string,
    at: string,
    problems: string[],
  ][];
  problems: string[];
  history: Changed[];
  problem: string | null;
}

/** What the columns of a file are, and what it does not tell: the field, and why. */
export interface TableLooked {
  kind: "tablelooked";
  n: number;
  headers: string[];
  form: TableFields | null;
  asks: [field: string, why: string][];
  samples: [entity: string, first: string, last: string][];
  facts: string;
  /** What is there otherwise under its name; empty where nothing is. */
  former: string;
  /** Why it cannot be added so; empty where it can. */
  trouble: string;
  field: string | null;
  problem: string | null;
}

export interface TableFields {
  measure: string;
  entity: string;
  code: string;
  period: string;
  value: string;
  unit: string;
  source: string;
  decimal: string;
  since: string;
  until: string;
  aliases: string;
}

export interface TableKept {
  kind: "tablekept";
  said: string;
  field: string | null;
  problem: string | null;
}

/** What would come first of the claims to do, and how many of them would be `below` the minimum. */
export interface Previewed {
  kind: "previewed";
  n: number;
  first: [
    text: string,
    speaker: string | null,
    place: number,
    before: number,
    priority: number,
    former: number,
  ][];
  below: number;
  field: string | null;
  problem: string | null;
}

export interface PrioritiesKept {
  kind: "prioritieskept";
  field: string | null;
  problem: string | null;
}

export type Told =
  | Gates
  | Ahead
  | Rows
  | Before
  | Elsewhere
  | WorksheetTold
  | Searched
  | Brought
  | Exporting
  | Exported
  | Attached
  | Opened
  | Drawings
  | Priorities
  | Previewed
  | PrioritiesKept
  | Tables
  | TableLooked
  | TableKept;
