// Sources/Shipped/package writes the commit and its date here while it builds, and puts this line back.
let buildOrigin = "source"
