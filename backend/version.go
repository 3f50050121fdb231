package backend

// Version is the program's version, by semantic versioning.
const Version = "0.1.0"
