package store

// Trail is an organization with its ancestors by level, as rows carry it that
// belong to one: "everything at or below an organization, newest first" is
// then one walk along one index, at any size. Embed it in a stored struct; the
// table has the columns level1_id … level5_id.
type Trail struct {
	Level1ID int64  `gorm:"column:level1_id"`
	Level2ID *int64 `gorm:"column:level2_id"`
	Level3ID *int64 `gorm:"column:level3_id"`
	Level4ID *int64 `gorm:"column:level4_id"`
	Level5ID *int64 `gorm:"column:level5_id"`
}

// TrailOf returns the trail of an organization by its materialised path.
func TrailOf(path string) Trail {
	var levels [5]*int64
	ids := PathIDs(path)
	for i := range min(len(ids), len(levels)) {
		levels[i] = &ids[i]
	}
	trail := Trail{Level2ID: levels[1], Level3ID: levels[2], Level4ID: levels[3], Level5ID: levels[4]}
	if levels[0] != nil {
		trail.Level1ID = *levels[0]
	}
	return trail
}
