from frame import open_page
view = open_page("schedule")
