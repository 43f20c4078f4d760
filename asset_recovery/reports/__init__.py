"""Paper: content first, then PDF. Only here and in the drawing half of forms is ReportLab."""
