"""Our server side: Synapse module, school service, the embedded school."""
