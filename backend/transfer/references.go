package transfer

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/organizations"
)

// references finds organizations of the site by what a file calls them, each
// text once.
type references struct {
	service *organizations.Service
	found   map[string]reference
}

type reference struct {
	id     int64
	reason string
}

// newReferences looks up External ids for all texts at once.
func newReferences(ctx context.Context, service *organizations.Service, texts []string) (*references, error) {
	r := &references{service: service, found: map[string]reference{}}
	found, err := service.ByExternalIDs(ctx, texts)
	for _, o := range found {
		if _, isID := porticoNumber(o.ExternalID); isID && strings.HasPrefix(o.ExternalID, "#") {
			continue // "#17" is a Portico id wherever it stands
		}
		r.found[o.ExternalID] = reference{id: o.ID}
	}
	return r, err
}

// find returns the organization with this External id, path of names, Portico
// id or, if there is only one, name; or the reason why there is none.
func (r *references) find(ctx context.Context, text string) (int64, string, error) {
	if known, asked := r.found[text]; asked {
		return known.id, known.reason, nil
	}
	found, err := r.look(ctx, text)
	if err != nil {
		return 0, "", err
	}
	r.found[text] = found
	return found.id, found.reason, nil
}

func (r *references) look(ctx context.Context, text string) (reference, error) {
	if strings.HasPrefix(text, "#") { // as an export writes what no name tells apart
		if number, ok := porticoNumber(text); ok {
			found, err := r.service.ByIDs(ctx, []int64{number})
			if err != nil || len(found) == 1 {
				return reference{id: number}, err
			}
		}
	}
	names := organizations.PathNames(text)
	alone, err := r.walk(ctx, []string{text})
	if err != nil {
		return reference{}, err
	}
	below, err := r.walk(ctx, names)
	if err != nil {
		return reference{}, err
	}
	switch {
	case alone != 0 && below != 0 && alone != below:
		return reference{reason: fmt.Sprintf("“%s” is the name of one organization and the path of another. Give the id instead: #%d or #%d.", text, alone, below)}, nil
	case alone != 0:
		return reference{id: alone}, nil
	case below != 0:
		return reference{id: below}, nil
	}
	if number, ok := porticoNumber(text); ok {
		found, err := r.service.ByIDs(ctx, []int64{number})
		if err != nil || len(found) == 1 {
			return reference{id: number}, err
		}
	}
	if len(names) == 1 {
		found, err := r.service.ByNames(ctx, -1, names, 2)
		switch {
		case err != nil:
			return reference{}, err
		case len(found) == 1:
			return reference{id: found[0].ID}, nil
		case len(found) > 1:
			return reference{reason: fmt.Sprintf("There are several organizations “%s”. Give the path of names, such as Nordic Alliance › Sweden, or an id.", text)}, nil
		}
	}
	return reference{reason: fmt.Sprintf("There is no organization “%s”.", text)}, nil
}

func (r *references) walk(ctx context.Context, names []string) (int64, error) {
	at := int64(0)
	for _, name := range names {
		found, err := r.service.ByNames(ctx, at, []string{name}, 1)
		if err != nil || len(found) == 0 {
			return 0, err
		}
		at = found[0].ID
	}
	return at, nil
}
