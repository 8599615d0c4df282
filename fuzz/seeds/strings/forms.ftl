a = Words { $name }
b = { $count ->
    [one] one
   *[other] { $count } of them
 }
-brand = Careers
c = { -brand } { a } { "x" } { NUMBER($count) }
    .label = L
