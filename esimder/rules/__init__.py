"""What follows from statements by a rule: who is in custody, on what sources differ, who is linked with whom.

Pure functions of tables. `custody` is the rule that the Method page states in words; change both together.
"""
