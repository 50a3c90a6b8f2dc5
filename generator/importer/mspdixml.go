package importer

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// The elements of Microsoft Project's XML (MSPDI) that are read; see the schema mspdi_pj15.xsd of the
// Project 2013 SDK. Money is kept in hundredths, durations in working time.
type mspdi struct {
	StatusDate             string
	MinutesPerDay          float64
	BaselineForEarnedValue int
	Tasks                  []mspdiTask
	Resources              []mspdiResource
	Assignments            []mspdiAssignment
}

type mspdiTask struct {
	UID, ID                                            int
	Name, IsNull, WBS, OutlineNumber                   string
	OutlineLevel                                       int
	Summary, Milestone, Critical                       string
	Start, Finish, ActualStart, ActualFinish, Duration string
	PercentComplete                                    float64
	Cost, FixedCost, ActualCost                        float64
	BCWS, BCWP, ACWP                                   float64
	Links                                              []mspdiLink     `xml:"PredecessorLink"`
	Baselines                                          []mspdiBaseline `xml:"Baseline"`
	// BaselineStart and its like are those of files from before baselines had numbers.
	BaselineStart, BaselineFinish string
	BaselineCost                  float64
}

type mspdiLink struct {
	PredecessorUID int
	Type           *int    // 0 finish-finish, 1 finish-start, 2 start-finish, 3 start-start
	LinkLag        float64 // in tenths of a minute
}

type mspdiBaseline struct {
	Number        int
	Start, Finish string
	Cost          float64
}

type mspdiResource struct {
	UID  int
	Name string
	Type *int // 1 is a person or a machine at work, 0 material, 2 cost
}

type mspdiAssignment struct{ TaskUID, ResourceUID int }

// mspdiMost bounds the tasks, the resources and the assignments of a plan.
const mspdiMost = 50_000

var errLargePlan = errors.New("the plan is too large")

// readPlan reads a plan element by element, so that no file becomes more in memory than a plan is.
func readPlan(text string) (p mspdi, err error) {
	in := xml.NewDecoder(strings.NewReader(text))
	in.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it was decoded already
	d := xml.NewTokenDecoder(&shallow{d: in})
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p, nil
		}
		if err != nil {
			return p, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := p.element(d, start); err != nil {
				return p, err
			}
		}
		if len(p.Tasks) > mspdiMost || len(p.Resources) > mspdiMost || len(p.Assignments) > mspdiMost {
			return p, errLargePlan
		}
	}
}

// mspdiDepth bounds how deep elements lie in one another: those of a plan do six deep.
const mspdiDepth = 32

// shallow reads XML until it is deeper than any plan: a decoder keeps every element that is open.
type shallow struct {
	d     *xml.Decoder
	depth int
}

// Token is the next token; errLargePlan when it opens an element too deep.
func (s *shallow) Token() (xml.Token, error) {
	t, err := s.d.Token()
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > mspdiDepth {
			return nil, errLargePlan
		}
	case xml.EndElement:
		s.depth--
	}
	return t, err
}

// element reads one element of the project, and passes over what is not read.
func (p *mspdi) element(d *xml.Decoder, start xml.StartElement) error {
	switch start.Name.Local {
	case "Project", "Tasks", "Resources", "Assignments":
		return nil // what is in it comes next
	case "Task":
		return decodeInto(d, start, &p.Tasks)
	case "Resource":
		return decodeInto(d, start, &p.Resources)
	case "Assignment":
		return decodeInto(d, start, &p.Assignments)
	case "StatusDate":
		return d.DecodeElement(&p.StatusDate, &start)
	case "MinutesPerDay":
		return d.DecodeElement(&p.MinutesPerDay, &start)
	case "BaselineForEarnedValue":
		return d.DecodeElement(&p.BaselineForEarnedValue, &start)
	}
	return d.Skip()
}

// decodeInto reads an element as one item more of a list.
func decodeInto[T any](d *xml.Decoder, start xml.StartElement, list *[]T) error {
	var item T
	if err := d.DecodeElement(&item, &start); err != nil {
		return err
	}
	*list = append(*list, item)
	return nil
}
