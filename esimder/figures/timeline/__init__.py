"""The timeline: lanes, marks and their titles, the axis of days."""
