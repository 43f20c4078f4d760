"""Paper: content first, then PDF. The only room with ReportLab, besides the drawing half of forms."""
