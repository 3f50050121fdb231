package backend

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/store"
)

// site is the one row that says which site this database is.
type site struct {
	ID        int64
	UID       string `gorm:"column:uid"`
	KeyCheck  string
	IsSample  bool
	CreatedAt store.Time `gorm:"autoCreateTime:false"`
}

func (site) TableName() string { return "site" }

// identify returns the site's row and its master key. A new site gets both; an
// old one must have its key, and the right one.
func identify(ctx context.Context, s *store.Store, keychain *secrets.Keychain, isSample bool) (site, secrets.Key, error) {
	var row site
	err := s.Read(ctx).Take(&row).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		// The key is kept first: a site without a key could never be opened,
		// a key without a site does no harm.
		row = site{ID: 1, UID: rand.Text(), IsSample: isSample, CreatedAt: s.Now()}
		key, err := keychain.Create(row.UID)
		if err != nil {
			return site{}, secrets.Key{}, err
		}
		row.KeyCheck = key.Check()
		if err := s.Write(ctx).Create(&row).Error; err != nil {
			return site{}, secrets.Key{}, fmt.Errorf("make site: %w", err)
		}
		return row, key, nil
	case err != nil:
		return site{}, secrets.Key{}, fmt.Errorf("identify site: %w", err)
	}
	key, err := keychain.Load(row.UID)
	if err != nil {
		return site{}, secrets.Key{}, err
	}
	if key.Check() != row.KeyCheck {
		return site{}, secrets.Key{}, fault.New(fault.Unavailable, "The master key that was found does not belong to this site. Put the right key file back, or restore a backup that carries its key; nothing was changed.")
	}
	return row, key, nil
}
