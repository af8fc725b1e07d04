"""One module for each part that the doctor looks at; each yields its findings and changes nothing."""
