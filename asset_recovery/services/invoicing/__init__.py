"""Invoices: who sent them, how a line is shared, what is wrong with it, how it is posted."""
