"""Files: kept outside every public folder, and reached only through a published page that shows them."""
