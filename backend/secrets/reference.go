package secrets

import (
	"bytes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"

	"golang.org/x/crypto/chacha20poly1305"
)

// A reference names a row to outsiders, who can neither read nor make one
// (ORG-3, SEC-18). It is, in base64url without padding,
//
//	version (1) | nonce (24) | XChaCha20-Poly1305 of: purpose (1), row (8), generation (4) | tag (16)
//
// 54 bytes and so exactly 72 characters with no bits to spare. The site's uid
// and the name of the purpose are associated data, and the key is derived for
// this purpose alone. The nonce is a MAC of the content, so that one row and
// generation have one reference, which can be shown again.
const (
	referenceVersion    = 1
	referenceContentLen = 1 + 8 + 4
	referenceLen        = 1 + chacha20poly1305.NonceSizeX + referenceContentLen + chacha20poly1305.Overhead
)

// References makes and reads the references of one purpose on one site.
type References struct {
	aead     cipher.AEAD
	nonceKey []byte
	bound    []byte // associated data
	purpose  byte
}

// NewReferences returns the references of a purpose ("organization key"),
// which no other purpose or site accepts.
func NewReferences(master Key, purpose, siteUID string) (*References, error) {
	aead, err := chacha20poly1305.NewX(master.Derive(purpose + ": encryption"))
	if err != nil {
		return nil, err
	}
	return &References{aead: aead, nonceKey: master.Derive(purpose + ": nonce"), bound: []byte("portico " + purpose + " 1\x00" + siteUID), purpose: purpose[0]}, nil
}

// Make returns the reference of a row's generation.
func (r *References) Make(row int64, generation uint32) string {
	content := make([]byte, 0, referenceContentLen)
	content = append(content, r.purpose)
	content = binary.BigEndian.AppendUint64(content, uint64(row))
	content = binary.BigEndian.AppendUint32(content, generation)
	mac := hmac.New(sha256.New, r.nonceKey)
	mac.Write(content)
	nonce := mac.Sum(nil)[:chacha20poly1305.NonceSizeX]
	made := append([]byte{referenceVersion}, nonce...)
	return EncodeCanonical(r.aead.Seal(made, nonce, content, r.bound))
}

// Read returns what a reference says, and whether it is one of these in its
// one canonical spelling.
func (r *References) Read(reference string) (row int64, generation uint32, ok bool) {
	raw, err := DecodeCanonical(reference)
	if err != nil || len(raw) != referenceLen || raw[0] != referenceVersion {
		return 0, 0, false
	}
	nonce := raw[1 : 1+chacha20poly1305.NonceSizeX]
	content, err := r.aead.Open(nil, nonce, raw[1+chacha20poly1305.NonceSizeX:], r.bound)
	if err != nil || len(content) != referenceContentLen || !bytes.HasPrefix(content, []byte{r.purpose}) {
		return 0, 0, false
	}
	return int64(binary.BigEndian.Uint64(content[1:9])), binary.BigEndian.Uint32(content[9:]), true
}
