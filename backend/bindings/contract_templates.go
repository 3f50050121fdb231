package bindings

import "portico/backend/contracts"

// ContractTemplate is a text with reserved words, from which documents are
// made.
type ContractTemplate struct {
	ID        int64  `json:"id"`
	Name      string `json:"name"`
	Title     string `json:"title"`
	Body      string `json:"body"`
	UpdatedAt string `json:"updatedAt"`
}

// ReservedWord is a word that a value takes the place of.
type ReservedWord struct {
	Written string `json:"written"` // "{{organization.name}}"
	Help    string `json:"help"`
}

func contractTemplate(t contracts.Template) ContractTemplate {
	return ContractTemplate{ID: t.ID, Name: t.Name, Title: t.Title, Body: t.Body, UpdatedAt: t.UpdatedAt.RFC3339()}
}

// Words returns the reserved words.
func (c *Contracts) Words() ([]ReservedWord, error) {
	return each(contracts.Words(), func(w contracts.Word) ReservedWord { return ReservedWord{Written: w.Written(), Help: w.Help} }), nil
}

// Templates returns all templates by name.
func (c *Contracts) Templates() ([]ContractTemplate, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return nil, err
	}
	all, err := b.Contracts.Templates(ctx)
	return each(all, contractTemplate), err
}

// Template returns one template.
func (c *Contracts) Template(id int64) (ContractTemplate, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractTemplate{}, err
	}
	t, err := b.Contracts.Template(ctx, id)
	return contractTemplate(t), err
}

// SaveTemplate makes a template (id 0) or changes one.
func (c *Contracts) SaveTemplate(template ContractTemplate) (ContractTemplate, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return ContractTemplate{}, err
	}
	t, err := b.Contracts.SaveTemplate(ctx, template.ID, template.Name, template.Title, template.Body)
	return contractTemplate(t), err
}

// DeleteTemplate removes a template.
func (c *Contracts) DeleteTemplate(id int64) error {
	ctx, b, err := c.enter()
	if err != nil {
		return err
	}
	return b.Contracts.DeleteTemplate(ctx, id)
}

// UseTemplate makes a document from a template for each of these contracts, and
// returns their ids.
func (c *Contracts) UseTemplate(id int64, contractIDs []int64) ([]int64, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return nil, err
	}
	made, err := b.Contracts.Use(ctx, id, contractIDs)
	return each(made, func(d contracts.Document) int64 { return d.ID }), err
}

// PreviewTemplate returns the PDF of a text that is not saved.
func (c *Contracts) PreviewTemplate(title, body string) (DocumentPreview, error) {
	_, b, err := c.enter()
	if err != nil {
		return DocumentPreview{}, err
	}
	made, err := b.Contracts.PreviewTemplate(title, body)
	return preview(made), err
}
