package advice

import (
	"slices"
	"strings"

	"github.com/gatefold/gatefold/content"
)

// The codes of what looks find. They lie between those of the records (GF1001 to GF4015) and those of a
// check of a site (from GF5001).
const (
	CodeProfile          = "GF4101"
	CodeProjects         = "GF4102"
	CodeAnswers          = "GF4103"
	CodeFailedDeployment = "GF4104"
	CodeVendorDispute    = "GF4105"
	CodeSummary          = "GF4106"
	CodeMyPart           = "GF4107"
	CodeDates            = "GF4108"
	CodeArtifacts        = "GF4109"
	CodeCharter          = "GF4110"
	CodeRAID             = "GF4111"
	CodeDecisions        = "GF4112"
	CodeChanges          = "GF4113"
	CodeGates            = "GF4114"
	CodeStatus           = "GF4115"
	CodeSchedule         = "GF4116"
	CodeBudget           = "GF4117"
	CodeOutcomes         = "GF4118"
	CodeLessons          = "GF4119"
	CodeStakeholders     = "GF4120"

	CodeRiskOwner       = "GF4131"
	CodeRiskResponse    = "GF4132"
	CodeRiskRated       = "GF4133"
	CodeGenericRow      = "GF4134"
	CodeGateCriteria    = "GF4135"
	CodeGateEvidence    = "GF4136"
	CodeGateConditions  = "GF4137"
	CodeStatusGap       = "GF4138"
	CodeAllGreen        = "GF4139"
	CodeDecisionReasons = "GF4140"
	CodeChangeDecided   = "GF4141"
	CodeIncidentCause   = "GF4142"
	CodeOutcomeNumbers  = "GF4143"
	CodeOutcomeEvidence = "GF4144"
	CodeLessonUsed      = "GF4145"
	CodeAnswerEvidence  = "GF4146"
	CodeOwnWords        = "GF4147"
	CodeStarterWords    = "GF4148"

	CodeOnBudget       = "GF4161"
	CodeOnTime         = "GF4162"
	CodeChangeCost     = "GF4163"
	CodeStatusCost     = "GF4164"
	CodeGateHoliday    = "GF4165"
	CodeGateOrder      = "GF4166"
	CodeOutsideProject = "GF4167"
	CodeLeftOpen       = "GF4168"
	CodeProgressFalls  = "GF4169"
)

// Codes are the codes of all looks with what should be and what a reader makes of it where it is not, in the
// order of their numbers.
func Codes() []content.CodeMeaning {
	var out []content.CodeMeaning
	for _, l := range Looks() {
		if !l.Loaded {
			out = append(out, content.CodeMeaning{Code: l.Code, Meaning: "what should be: " + l.Title + ". " + strings.TrimSuffix(l.Missed, ".")})
		}
	}
	slices.SortFunc(out, func(a, b content.CodeMeaning) int { return strings.Compare(a.Code, b.Code) })
	return out
}
