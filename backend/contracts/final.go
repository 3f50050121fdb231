package contracts

// Sealer is filled in when the seals are there.
type Sealer interface{}
