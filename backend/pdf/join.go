package pdf

import (
	"fmt"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Join adds the pages of appended, a PDF that New made, after the last page of
// original. It is written as an update after the original's last byte: the
// result begins with the original, byte by byte, so that anybody can work out
// the SHA-256 of what was shown from the joined file, and the original's pages
// can't look different. Errors are those of reading a PDF; see Inspect, whose
// refusals of active content are not repeated.
func Join(original, appended []byte) ([]byte, error) {
	first, err := read(original, sealing)
	if err != nil {
		return nil, err
	}
	second, err := read(appended, sealing)
	if err != nil {
		return nil, fmt.Errorf("join PDF files: %w", err)
	}
	i := first.increment()
	carried := &carrying{from: second, to: i, taken: map[int]types.IndirectRef{}}
	rootRef, ok := first.catalog()["Pages"].(types.IndirectRef)
	if !ok {
		return nil, errDamaged
	}
	node := i.take()
	var kids types.Array
	for _, page := range second.pages {
		ref := i.take()
		kids = append(kids, ref)
		carried.taken[int(page.ref.ObjectNumber)] = ref
	}
	for n, page := range second.pages {
		d := types.Dict{"Rotate": types.Integer(0)} // nothing may come from the original's tree
		for key, value := range page.dict {
			if key != "Parent" && key != "StructParents" {
				d[key] = carried.copy(value)
			}
		}
		for _, key := range []string{"Resources", "MediaBox"} {
			d[key] = carried.copy(page.attribute(key))
		}
		d["CropBox"], d["Parent"] = d["MediaBox"], node
		i.put(kids[n].(types.IndirectRef), d)
	}
	i.put(node, types.Dict{"Type": types.Name("Pages"), "Parent": rootRef, "Kids": kids, "Count": types.Integer(len(kids))})
	root := clone(first.dict(rootRef))
	root["Kids"] = append(append(types.Array{}, first.array(root["Kids"])...), node)
	root["Count"] = types.Integer(len(first.pages) + len(kids))
	i.put(rootRef, root)
	if err := carried.write(); err != nil {
		return nil, err
	}
	return i.finish(), nil
}

// carrying carries objects with whatever they refer to from one file to
// another, under new numbers.
type carrying struct {
	from  *reading
	to    *increment
	taken map[int]types.IndirectRef
	queue []int
}

// copy returns an object with its references renumbered, and remembers what
// they refer to.
func (c *carrying) copy(object types.Object) types.Object {
	switch object := object.(type) {
	case types.IndirectRef:
		number := int(object.ObjectNumber)
		ref, known := c.taken[number]
		if !known {
			ref = c.to.take()
			c.taken[number] = ref
			c.queue = append(c.queue, number)
		}
		return ref
	case types.Dict:
		d := types.Dict{}
		for _, key := range sortedKeys(object) {
			d[key] = c.copy(object[key])
		}
		return d
	case types.Array:
		array := make(types.Array, len(object))
		for n, one := range object {
			array[n] = c.copy(one)
		}
		return array
	case types.StreamDict:
		object.Dict = c.copy(withoutLength(object.Dict)).(types.Dict)
		return object
	}
	return object
}

func (c *carrying) write() error {
	for len(c.queue) > 0 {
		number := c.queue[0]
		c.queue = c.queue[1:]
		object, err := c.from.ctx.Dereference(*types.NewIndirectRef(number, 0))
		if err != nil {
			return fmt.Errorf("join PDF files: %w", err)
		}
		c.to.put(c.taken[number], c.copy(object))
	}
	return nil
}

// withoutLength leaves out a stream's length, which may refer to an object of
// its own; it is written with the stream.
func withoutLength(d types.Dict) types.Dict {
	d = clone(d)
	delete(d, "Length")
	return d
}

func clone(d types.Dict) types.Dict {
	copied := types.Dict{}
	for key, value := range d {
		copied[key] = value
	}
	return copied
}
