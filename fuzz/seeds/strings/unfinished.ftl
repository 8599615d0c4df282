journey-builds = Steps that build it:

## Lists

count-listed = { $count ->
    [one] 1 listed
   *[other] { $count } listed
}
count-roles = { $count ->
    [0] No roles
    [one] 1 role
   *[other] { $count } roles
