"""The weights of claimcheck's precise scorer, its tokenizer and its calibration: files beside this one."""
