package content

// The codes of everything that a load can report. A code keeps its number for ever; one that is no
// longer used is not given to something else.
const (
	CodeNoPortfolio     = "GF1001"
	CodeUnreadable      = "GF1002"
	CodeSymlink         = "GF1003"
	CodeTooLarge        = "GF1004"
	CodeNotText         = "GF1005"
	CodeNotRead         = "GF1006"
	CodeTwoFormats      = "GF1007"
	CodeWorkbook        = "GF1008"
	CodeMoreProblems    = "GF1009"
	CodeSlug            = "GF1010"
	CodeNotRegular      = "GF1011"
	CodeNoProjects      = "GF1012"
	CodeNotShownYet     = "GF1013"
	CodeTooManyFiles    = "GF1014"
	CodeNoProjectFile   = "GF1015"
	CodeArtifactSize    = "GF1016"
	CodeArtifactGone    = "GF1017"
	CodeArtifactTwice   = "GF1018"
	CodeInDoubt         = "GF1019"
	CodeSheetLeft       = "GF1020"
	CodeTotalLeft       = "GF1021"
	CodeNULBytes        = "GF1101"
	CodeUnclosedQuote   = "GF1102"
	CodeTooManyCells    = "GF1103"
	CodeTooFewCells     = "GF1104"
	CodeDuplicateHeader = "GF1105"
	CodeEmptyHeader     = "GF1106"
	CodeEmptyRegister   = "GF1107"
	CodeTooManyRows     = "GF1108"
	CodeRowTooWide      = "GF1109"
	CodeCellTooLong     = "GF1110"
	CodeSyntax          = "GF1111"
	CodeTooDeep         = "GF1112"
	CodeUnknownTable    = "GF1113"
	CodeNotATable       = "GF1114"
	CodeUnclosedFront   = "GF1115"
	CodeYAMLFront       = "GF1116"
	CodeUnknownColumns  = "GF1117"
	CodeMissingColumn   = "GF1118"
	CodeMixedText       = "GF1119"
	CodeUnsolved        = "GF1120"
	CodePinUnused       = "GF1121"

	CodeRequired         = "GF2001"
	CodeDateUnreadable   = "GF2002"
	CodeDateImpossible   = "GF2003"
	CodeDateAmbiguous    = "GF2004"
	CodeDateFar          = "GF2005"
	CodeZoneDropped      = "GF2006"
	CodeNumberUnreadable = "GF2007"
	CodeNumberDoubtful   = "GF2008"
	CodeFlagUnknown      = "GF2009"
	CodeLevelUnknown     = "GF2010"
	CodeLevelOffScale    = "GF2011"
	CodeWordUnknown      = "GF2012"
	CodeWordUnusual      = "GF2013"
	CodeNotAGroup        = "GF2014"
	CodePlaceholder      = "GF2015"

	CodeIDTwice      = "GF2101"
	CodeIDCharacters = "GF2102"
	CodeLongForm     = "GF2103"
	CodeDangling     = "GF2201"
	CodeNamesDraft   = "GF2202"
	CodeNotRendered  = "GF2203"

	CodeSettingMissing = "GF3001"
	CodeSettingUnknown = "GF3002"
	CodeSettingInvalid = "GF3003"
	CodeFeatured       = "GF3004"
	CodeThemeUnknown   = "GF3005"
	CodeThemeTemplate  = "GF3006"
	CodeLogUnusable    = "GF3007"
	CodeLogPart        = "GF3008"

	CodePredecessor         = "GF4001"
	CodePredecessorLoop     = "GF4002"
	CodeFinishBeforeStart   = "GF4003"
	CodeClosedBeforeRaised  = "GF4004"
	CodeActualAhead         = "GF4005"
	CodeAboveBAC            = "GF4006"
	CodePVFalls             = "GF4007"
	CodeBurndownEmpty       = "GF4008"
	CodeRemaining           = "GF4009"
	CodeCompletedAboveScope = "GF4010"
	CodeNoPathToGreen       = "GF4011"
	CodeNoConditions        = "GF4012"
	CodeSameTable           = "GF4013"
	CodeProjectDates        = "GF4014"
	CodeScore               = "GF4015"
)

// CodeMeaning is one line of the table of codes.
type CodeMeaning struct{ Code, Meaning string }

// Codes are all codes with what they mean, in the order of their numbers.
func Codes() []CodeMeaning {
	return []CodeMeaning{
		{CodeNoPortfolio, "portfolio.toml is missing; without it nothing is built"},
		{CodeUnreadable, "a file or folder could not be opened"},
		{CodeSymlink, "a file is only a link to another place; links are never followed"},
		{CodeTooLarge, "a file is larger than what is read"},
		{CodeNotText, "a file that should be text is something else, such as a workbook with a wrong ending"},
		{CodeNotRead, "a file or folder has a name that gatefold does not expect there, so it was not read"},
		{CodeTwoFormats, "one register or file lies there twice: in two formats, or under names that differ in capital letters only"},
		{CodeWorkbook, "a register is a workbook that cannot be read: locked by a password, damaged, or far too large when unpacked"},
		{CodeMoreProblems, "a file has more problems than are listed"},
		{CodeSlug, "a project folder's name does not work as part of a web address"},
		{CodeNotRegular, "something is not the file, or not the folder, that its name promises"},
		{CodeNoProjects, "the portfolio has no projects yet"},
		{CodeNotShownYet, "a file is part of the format but not shown yet"},
		{CodeTooManyFiles, "a folder holds more files than are read"},
		{CodeNoProjectFile, "a folder in projects/ has no project.toml"},
		{CodeArtifactSize, "a file in artifacts/, or all of them together, are too large to publish"},
		{CodeArtifactGone, "artifacts.toml names a file that is not there"},
		{CodeArtifactTwice, "artifacts.toml names one file twice"},
		{CodeInDoubt, "artifacts.toml cannot be read in full, so that no file of artifacts/ is published"},
		{CodeSheetLeft, "sheets of a workbook that were not read: hidden, or of another kind than the register"},
		{CodeTotalLeft, "a row that sums up the others was not read as a record"},
		{CodeNULBytes, "a file holds zero bytes, which no text has"},
		{CodeUnclosedQuote, "a cell opens a quotation mark that is never closed"},
		{CodeTooManyCells, "a row has more cells than the header"},
		{CodeTooFewCells, "a row has fewer cells than the header"},
		{CodeDuplicateHeader, "two columns have the same header"},
		{CodeEmptyHeader, "a column has values but no header"},
		{CodeEmptyRegister, "a register holds no records"},
		{CodeTooManyRows, "a register has more rows than are read"},
		{CodeRowTooWide, "a row has more cells than are read"},
		{CodeCellTooLong, "a cell holds more text than is read"},
		{CodeSyntax, "a TOML file, or the fields at the top of a document, cannot be understood"},
		{CodeTooDeep, "brackets lie inside each other without end"},
		{CodeUnknownTable, "a TOML register holds something besides its records"},
		{CodeNotATable, "a TOML register holds a single value where records are expected"},
		{CodeUnclosedFront, "the fields at the top of a document are not ended by +++"},
		{CodeYAMLFront, "the fields at the top of a document stand between --- lines instead of +++"},
		{CodeUnknownColumns, "columns or fields that gatefold does not know; they are shown as extra fields"},
		{CodeMissingColumn, "a register lacks a column that every record needs"},
		{CodeMixedText, "a file holds letters in two encodings; both were read"},
		{CodeUnsolved, "cells of a workbook hold formulas whose results are not in it"},
		{CodePinUnused, "project.toml fixes a column that the register does not have"},
		{CodeRequired, "a value that every record needs is empty"},
		{CodeDateUnreadable, "a date cannot be read"},
		{CodeDateImpossible, "a date does not exist, such as 30 February"},
		{CodeDateAmbiguous, "dates may be day first or month first, and nothing tells which"},
		{CodeDateFar, "a date lies outside 1970 to 2100"},
		{CodeZoneDropped, "a time has a time zone, which was left off"},
		{CodeNumberUnreadable, "a number cannot be read"},
		{CodeNumberDoubtful, "a number may be thousands or a fraction"},
		{CodeFlagUnknown, "a value is neither yes nor no"},
		{CodeLevelUnknown, "a probability or impact is on no known scale"},
		{CodeLevelOffScale, "a probability or impact lies outside its scale"},
		{CodeWordUnknown, "a word is none of those that the column can hold"},
		{CodeWordUnusual, "a word is not one that gatefold knows for the column; it is shown as written"},
		{CodeNotAGroup, "a single value stands where entries with fields are expected, or the other way round"},
		{CodePlaceholder, "words of a template were left in place"},
		{CodeIDTwice, "two records of a project have the same id"},
		{CodeIDCharacters, "an id holds characters other than letters, digits, dot, hyphen and underscore"},
		{CodeLongForm, "a decision's document disagrees with its row in the register"},
		{CodeDangling, "a text names an id or artifact that does not exist"},
		{CodeNamesDraft, "a text names a record that is a draft"},
		{CodeNotRendered, "a link or a piece of HTML in a text that cannot be shown as it is written"},
		{CodeSettingMissing, "a setting that is needed is missing"},
		{CodeSettingUnknown, "a setting that gatefold does not know"},
		{CodeSettingInvalid, "a setting has a value that it cannot have"},
		{CodeFeatured, "a featured project does not exist"},
		{CodeThemeUnknown, "the theme that portfolio.toml names does not exist"},
		{CodeThemeTemplate, "a template of the theme, or one laid over it, cannot be understood or fails while a page is made"},
		{CodeLogUnusable, "the log in proof/ cannot be used, so that the site is built as if nothing was sealed"},
		{CodeLogPart, "a part of proof/ cannot be read, so that the site is built without it"},
		{CodePredecessor, "a milestone names a predecessor that does not exist"},
		{CodePredecessorLoop, "milestones wait for each other in a circle"},
		{CodeFinishBeforeStart, "something finishes before it starts"},
		{CodeClosedBeforeRaised, "something was closed before it was raised"},
		{CodeActualAhead, "something is said to have happened after the portfolio's date"},
		{CodeAboveBAC, "earned or planned value is higher than the budget at completion"},
		{CodePVFalls, "cumulative planned value falls within a baseline"},
		{CodeBurndownEmpty, "a burndown row has neither remaining nor scope and completed"},
		{CodeRemaining, "remaining is not scope less completed"},
		{CodeCompletedAboveScope, "more was completed than the scope holds"},
		{CodeNoPathToGreen, "a red or amber status report has no path to green"},
		{CodeNoConditions, "a conditional go has no conditions"},
		{CodeSameTable, "two projects hold the same table"},
		{CodeProjectDates, "a project finishes before it starts"},
		{CodeScore, "a score is not probability times impact"},
	}
}
