"""claimcheck: a claim-checking workbench in Jupyter."""
