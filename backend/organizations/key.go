package organizations

import (
	"bytes"
	"context"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/secrets"
)

// The organization key (ORG-3, SEC-18) is, in base64url without padding,
//
//	version (1) | nonce (24) | XChaCha20-Poly1305 of: purpose (1), organization (8), generation (4) | tag (16)
//
// 54 bytes and so exactly 72 characters with no bits to spare. The site's uid
// is associated data and the key is derived for this purpose alone. The nonce
// is a MAC of the content, so that one organization and generation have one
// key, which the edit form can show again.
const (
	keyVersion    = 1
	keyPurpose    = 'o'
	keyContentLen = 1 + 8 + 4
	keyLen        = 1 + chacha20poly1305.NonceSizeX + keyContentLen + chacha20poly1305.Overhead
)

type keyMaker struct {
	aead     cipher.AEAD
	nonceKey []byte
	bound    []byte // associated data
}

func newKeyMaker(master secrets.Key, siteUID string) (*keyMaker, error) {
	aead, err := chacha20poly1305.NewX(master.Derive("organization key: encryption"))
	if err != nil {
		return nil, err
	}
	return &keyMaker{aead: aead, nonceKey: master.Derive("organization key: nonce"), bound: []byte("portico organization key 1\x00" + siteUID)}, nil
}

func (k *keyMaker) make(organization int64, generation uint32) string {
	content := make([]byte, 0, keyContentLen)
	content = append(content, keyPurpose)
	content = binary.BigEndian.AppendUint64(content, uint64(organization))
	content = binary.BigEndian.AppendUint32(content, generation)
	mac := hmac.New(sha256.New, k.nonceKey)
	mac.Write(content)
	nonce := mac.Sum(nil)[:chacha20poly1305.NonceSizeX]
	key := append([]byte{keyVersion}, nonce...)
	return secrets.EncodeCanonical(k.aead.Seal(key, nonce, content, k.bound))
}

// read returns what a key says, and whether it is one of ours in its one
// canonical spelling.
func (k *keyMaker) read(key string) (organization int64, generation uint32, ok bool) {
	raw, err := secrets.DecodeCanonical(key)
	if err != nil || len(raw) != keyLen || raw[0] != keyVersion {
		return 0, 0, false
	}
	nonce := raw[1 : 1+chacha20poly1305.NonceSizeX]
	content, err := k.aead.Open(nil, nonce, raw[1+chacha20poly1305.NonceSizeX:], k.bound)
	if err != nil || len(content) != keyContentLen || !bytes.HasPrefix(content, []byte{keyPurpose}) {
		return 0, 0, false
	}
	return int64(binary.BigEndian.Uint64(content[1:9])), binary.BigEndian.Uint32(content[9:]), true
}

// Key returns the organization's present key, or "" where nothing can register
// under it: archived or at level 5.
func (s *Service) Key(o Organization) string {
	if !o.IsActive() || o.Level >= MaxLevel {
		return ""
	}
	return s.keys.make(o.ID, o.KeyGeneration)
}

var errKey = fault.New(fault.Gone, "This link is not valid any more")

// ByKey returns the active organization that a key was made for. A key that is
// forged, changed in any character, cut, replaced, of another site or of an
// archived or level 5 organization gives one same Gone fault (REG-3).
func (s *Service) ByKey(ctx context.Context, key string) (Organization, error) {
	id, generation, ok := s.keys.read(key)
	if !ok {
		return Organization{}, errKey
	}
	o, err := s.load(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return Organization{}, errKey
	}
	if err != nil {
		return Organization{}, err
	}
	if o.KeyGeneration != generation || s.Key(o) == "" {
		return Organization{}, errKey
	}
	return o, nil
}

// ReplaceKey makes every earlier key of the organization useless.
func (s *Service) ReplaceKey(ctx context.Context, id int64) (Organization, error) {
	var replaced Organization
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		result := s.store.Write(ctx).Exec("UPDATE organizations SET key_generation = key_generation + 1, updated_at = ? WHERE id = ?", s.store.Now(), id)
		if result.Error != nil {
			return fmt.Errorf("replace key: %w", result.Error)
		}
		o, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		replaced = o
		return s.log.Record(ctx, audit.Change{Action: "organization.replace_key", Subject: subject(o), After: map[string]any{"generation": o.KeyGeneration}})
	})
	return replaced, err
}
