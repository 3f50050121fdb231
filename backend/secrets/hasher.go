package secrets

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Params are the costs of argon2id (RFC 9106).
type Params struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// DefaultParams are 19 MiB, two passes and one lane: OWASP's recommendation,
// and the least that SEC-3 allows.
func DefaultParams() Params { return Params{MemoryKiB: 19 * 1024, Passes: 2, Lanes: 1} }

const (
	saltSize = 16
	hashSize = 32
	// maxMemoryKiB is the greatest cost that Verify accepts from a stored hash,
	// so that a damaged row can't take all memory: 1 GiB.
	maxMemoryKiB = 1 << 20
)

// Hasher hashes passwords, a few at a time. Its greatest use of memory is the
// number at a time times Params.MemoryKiB (SEC-4). It is safe for concurrent
// use.
type Hasher struct {
	params   Params
	turns    chan struct{}
	computed atomic.Int64
}

// NewHasher returns a hasher that runs at most concurrent hashes at a time.
func NewHasher(params Params, concurrent int) *Hasher {
	return &Hasher{params: params, turns: make(chan struct{}, max(1, concurrent))}
}

// Computed returns how many hashes were computed so far, by Hash and Verify
// alike. Tests count with it that every way through sign-in does the same work.
func (h *Hasher) Computed() int64 { return h.computed.Load() }

// Hash returns the PHC string of a password. The password is normalised to NFC
// and otherwise taken as it is, to its last byte. It fails only when ctx ends
// while it waits for its turn.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt)
	sum, err := h.compute(ctx, password, salt, h.params, hashSize)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return phc(h.params, salt, sum), nil
}

// Verify reports whether password belongs to a PHC string, and whether the
// string should be made anew because the costs were raised since. An empty or
// unreadable string costs the same work and belongs to no password (SEC-14).
func (h *Hasher) Verify(ctx context.Context, password, stored string) (ok, rehash bool, err error) {
	params, salt, want, readErr := parsePHC(stored)
	readable := readErr == nil
	if !readable {
		params, salt, want = h.params, make([]byte, saltSize), nil
	}
	sum, err := h.compute(ctx, password, salt, params, max(hashSize, len(want)))
	if err != nil {
		return false, false, fmt.Errorf("verify password: %w", err)
	}
	if !readable || subtle.ConstantTimeCompare(sum, want) != 1 {
		return false, false, nil
	}
	weaker := params.MemoryKiB < h.params.MemoryKiB || params.Passes < h.params.Passes || params.Lanes < h.params.Lanes
	return true, weaker, nil
}

func (h *Hasher) compute(ctx context.Context, password string, salt []byte, params Params, size int) ([]byte, error) {
	select {
	case h.turns <- struct{}{}:
		defer func() { <-h.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	h.computed.Add(1)
	return argon2.IDKey([]byte(norm.NFC.String(password)), salt, params.Passes, params.MemoryKiB, params.Lanes, uint32(size)), nil
}

func phc(params Params, salt, sum []byte) string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, params.MemoryKiB, params.Passes, params.Lanes, encode(salt), encode(sum))
}

func parsePHC(text string) (params Params, salt, sum []byte, err error) {
	unreadable := errors.New("read password hash: it is no argon2id string")
	parts := strings.Split(text, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return params, nil, nil, unreadable
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &params.MemoryKiB, &params.Passes, &params.Lanes); err != nil {
		return params, nil, nil, unreadable
	}
	if params.MemoryKiB == 0 || params.MemoryKiB > maxMemoryKiB || params.Passes == 0 || params.Passes > 64 || params.Lanes == 0 {
		return params, nil, nil, unreadable
	}
	strict := base64.RawStdEncoding.Strict()
	if salt, err = strict.DecodeString(parts[4]); err != nil || len(salt) < 8 {
		return params, nil, nil, unreadable
	}
	if sum, err = strict.DecodeString(parts[5]); err != nil || len(sum) < 16 || len(sum) > 128 {
		return params, nil, nil, unreadable
	}
	return params, salt, sum, nil
}
