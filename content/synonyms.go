package content

import "strings"

// synonymsOf are the other words that real files write over a kind's columns, from domain.md section 1:
// the column, a colon, its words with commas between. A column's own name beats every synonym, and of two
// columns with one synonym the first has it.
func synonymsOf(kind string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(synonymText(kind)) {
		if column, words, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			out[column] = strings.Split(words, ", ")
		}
	}
	return out
}

func synonymText(kind string) string {
	switch kind {
	case "raid":
		return raidSynonyms
	case "decisions":
		return decisionsSynonyms
	case "changes":
		return changesSynonyms
	case "stakeholders":
		return stakeholdersSynonyms
	case "escalations":
		return escalationsSynonyms
	case "lessons":
		return lessonsSynonyms
	case "questions":
		return questionsSynonyms
	case "milestones":
		return milestonesSynonyms
	case "burndown":
		return burndownSynonyms
	case "work":
		return workSynonyms
	case "earned-value":
		return earnedValueSynonyms
	case "costs":
		return costsSynonyms
	case "vendors":
		return vendorsSynonyms
	case "sla":
		return slaSynonyms
	case "outcomes":
		return outcomesSynonyms
	}
	return ""
}

const raidSynonyms = `
id: ref, reference, no, number, #, risk #, issue #, raid #, item #, raid id, raid no, risk id, risk no, risk number, issue id, issue no, issue number, item id, item no, row id, action id, assumption id, dependency id, key
type: raid, row type, item type, raid type, record type, raid category
title: name, summary, risk, risk name, risk title, issue, issue title, assumption, dependency, item, subject, action item, headline
description: details, detail, statement, item description, risk description, issue description, assumption description, dependency description, risk text, risk statement
category: area, component, workstream, risk category, issue category
owner: assigned to, responsible, action owner, accountable, lead, risk owner, issue owner, owner name, assignee, owned by, responsible person
raised by: source, author, identified by, reporter, logged by, submitted by, created by, reported by
date raised: raised, identified, date logged, date identified, opened, created, date registered, identified date, open date, date opened, created date, date created, logged, raised on, raised date, log date
due: due date, target date, resolution date, required by, review date, next review, eta, target, deadline, expected resolution, target resolution date, date due, by when, action due date, due by
closed: date closed, closed date, resolved, actual res date, closure date, date resolved, closed on, resolved date, actual resolution date
status: state, current status, risk status, issue status
priority: importance, rank, urgency
rag: colour, color, health, rag status, rag rating
probability: likelihood, prob, chance, p, probability of occurrence, likelihood of occurrence, risk probability, inherent probability, inherent likelihood, probability rating, likelihood rating
impact: consequence, i, severity, risk impact, inherent impact, impact level, impact rating
score: risk score, rating, rpn, exposure, pxi, p×i, p x i, p*i, probability x impact, risk rating, risk level, inherent score, overall score, inherent risk score
response strategy: strategy, response type, risk response strategy, risk response type, treatment strategy
response: mitigation, mitigation plan, mitigation action, mitigation actions, mitigation strategy, mitigations, action, actions, response plan, treatment, treatment plan, next step, next steps, resolution action, resolution, action plan, risk response, planned response, action required, mitigation/response
contingency: contingency plan, fallback plan, plan b, fallback, contingency action
residual probability: residual likelihood
residual impact: residual consequence, residual severity
cost exposure: emv, expected monetary value, impact monetary, cost impact, financial exposure, exposure cost
days exposure: schedule exposure days, schedule exposure, schedule impact, schedule impact days
cause: root cause, trigger/cause, risk cause
event: risk event
effect: consequences, risk effect, effects
proximity: when, timeframe
trigger: triggers, trigger event, warning signs, trigger date
basis: rationale, reason
validate by: validation date, validation due
validated on: validated, date validated, validated date
depends on: dependent on, provider, giving party, predecessor, external party, dependency on
needed by: needed by date, need date, required by date
committed: committed date, promised, promised date, commitment date
impact if late: impact if not met, impact if missed, impact if false, impact if wrong
links: linked items, related, related items, related to, linked to, link
notes: remarks, comments, comment, note, update, latest update, updates, remark, additional comments
`

const decisionsSynonyms = `
id: ref, reference, no, number, #, decision #, decision id, decision no, decision number
title: question, decision title, name, summary, topic, subject, decision required, issue
date: decision date, date decided, decided on, date of decision, decided, date made
status: state, decision status
context: background, description, problem, details
options: options considered, alternatives, alternatives considered
decision: outcome, resolution, decision made
rationale: why, rationale / why, rationale/why, reason for decision, decision rationale, reason, justification, reasoning
decided by: made by, decision maker, authority, forum, approver, approved by, decision owner, owner
impact: impacts, consequences, implications
reversibility: reversible
review date: review by, revisit, review on
hindsight: outcome in hindsight, in hindsight, retrospective
links: linked, linked items, related, related items
`

const changesSynonyms = `
id: ref, reference, no, number, #, change #, cr #, change id, change no, change number, cr, cr id, cr no, cr number, co number, co no, rfc, change request id, change request no
title: name, summary, change, change title, change request, subject
description: details, change description, description of change
reason: cause, justification, reason for change, rationale, business reason
type: change type, category
requested by: requester, requestor, raised by, submitted by, originator
date raised: submitted, submitted date, date submitted, raised, date requested, request date, requested, date, date logged, raised date
impact scope: scope impact, impact, impacts
impact days: schedule impact days, schedule impact, impact schedule, impact schedule days, time impact, days impact, delay days
impact cost: cost impact, cost, impact budget, budget impact, amount
funded from: funding, funding source, funded by
status: state, change status
decided by: approved by, approver, decision by, ccb, change authority, decision maker, authority
decision date: approved date, approval date, date approved, date decided, decided on, decided
implemented: implementation date, implemented on, date implemented
rollback: rollback plan, backout, backout plan
links: linked, linked items, related, related items
`

const stakeholdersSynonyms = `
id: ref, no, number, #, stakeholder id
role: stakeholder, name, party, stakeholder name, name/role, stakeholder group, stakeholder role, group
organisation: organization, department, company, dept, org, business unit
interest: interest level, level of interest
influence: power, influence level, level of influence, power/influence
attitude now: attitude, engagement, engagement level, current engagement, current engagement level, current attitude, stance
attitude wanted: desired engagement, desired engagement level, target engagement, desired attitude
needs: expectations, needs and expectations, requirements, concerns, key concerns, needs/expectations
strategy: engagement strategy, management strategy, approach, engagement approach
communication: comms, communication plan, communication method, communication channel, communication frequency
raci: raci role
`

const escalationsSynonyms = `
id: ref, no, number, #, escalation id
date: raised, date raised, raised on, escalated, date escalated, escalation date
from: raised by, escalated by
to: escalated to, escalation level
trigger: reason, cause
issue: description, summary, title, problem, issue description
ask: request, decision needed, help needed, action required
options: options considered
recommendation: recommended action
needed by: due, due date, required by
response: resolution, answer, decision
response date: resolved, date resolved, resolved on, closed, date closed
outcome: result
status: state
`

const lessonsSynonyms = `
id: ref, no, number, #, lesson #, lesson id, lesson no
date: date raised, raised, date logged, logged, date identified
phase: stage, project phase
category: area, theme
type: lesson type
what happened: lesson, description, lesson learned, lessons learned, observation, what we learned, title, issue, summary
impact: effect, consequence
root cause: cause, why
recommendation: action, recommended action, recommendations, future action, improvement
applied to: applied, used in
status: state
`

const questionsSynonyms = `
id: ref, no, number, #
date: asked on, date asked, asked
question: question asked, query
asked of: to whom, asked to, who, addressed to
why: reason, why asked, why i asked
answer: response, reply
what changed: outcome, result, change, what changed because of it
`

const milestonesSynonyms = `
id: wbs, ref, no, number, #, task id, activity id, wbs id, wbs code, unique id, milestone id, outline number
name: task, activity, milestone name, task name, activity name, title, summary, deliverable, work package, description
phase: stage, workstream, bucket, bucket name, category
baseline start: planned start, plan start, baseline start date, planned start date
baseline finish: planned finish, planned end, baseline end, plan finish, baseline date, planned date, baseline finish date, planned finish date, planned end date, original date, target date, baseline end date
start: start date, forecast start, current start, revised start, begin
finish: end, end date, finish date, due, due date, forecast, forecast finish, forecast date, revised date, current finish, revised finish, forecast end, deadline
actual start: actual start date, started
actual finish: actual end, actual finish date, actual end date, actual date, completed, completed date, date completed, actual, completion date, completed on
percent complete: % complete, progress, completion pct, % done, complete, percent done, pct complete, completion, progress %, percentage complete, complete %
predecessors: predecessor, depends on, dependencies, dependency, predecessor act, predecessor activity
owner: resource names, assigned to, responsible, resource, resources, assignee, lead
milestone: is milestone, milestone flag
critical: is critical, critical path, is critical path
status: state
`

const burndownSynonyms = `
date: day, week ending, week, week end, period end, as of, sprint end
scope: total, total scope, committed, total items, total points, total work
completed: done, closed, burned, accepted, completed cum, cumulative completed, completed work
remaining: todo, to do, open, left, remaining work, actual remaining, remaining points, remaining effort, remaining items
baseline remaining: ideal, planned, baseline, forecast, guideline, planned remaining, ideal remaining, plan
note: notes, comment, comments, remarks
`

const workSynonyms = `
id: issue key, key, ticket, number, issue id, card id, work item id, task id, ticket id
title: summary, name, task, task name, subject, card name, story
type: issue type, work item type, item type, tracker
status: state, list, list name, column, progress
priority: severity
owner: assignee, assigned to, assignees
created: created date, created at, date created, created on, opened, opened at
started: start date, started at, start, activated date
done: resolved, closed, closed date, closed at, completed, completed date, resolved date, done date, finished, resolution date, date closed, completed at
estimate: story points, points, story point estimate, effort, original estimate, size, estimated hours
sprint: iteration, iteration path, sprint id, bucket name, bucket
labels: tags, label, tag
`

const earnedValueSynonyms = `
period end: period, month, date, week ending, status date, as of, period date, month end, month ending
pv: bcws, planned value, cumulative bcws, cumulative pv, planned, budgeted cost of work scheduled
ev: bcwp, earned value, cumulative bcwp, cumulative ev, earned, budgeted cost of work performed
ac: acwp, actual cost, actual costs, actuals, cumulative acwp, cumulative ac, actual, actual cost of work performed
bac: budget at completion, budget
note: notes, comment, comments, remarks
`

const costsSynonyms = `
category: cost type, cost category, wbs, line item, item, cost element, budget item, work package, cost item, description
planned: budget, baseline, estimated, planned cost, budgeted, pv, estimate, plan, budget amount, planned budget, approved budget, original budget, bac, planned value, estimated cost, budgeted cost, budgeted amount, planned amount, allocated, allocated budget, budget allocated, estimated amount, estimated budget
committed: po, commitments, committed cost
actual: spend, ac, actual cost, actual spend, spent, actuals, cost to date, actual to date, actual amount, spent to date, spend to date, actual cost to date, actual spend to date, actual costs, amount spent, invoiced
forecast: eac, forecast cost, estimate at completion, forecast at completion, projected
kind: capex/opex, capex opex, expenditure type
note: notes, comments, remarks, comment
`

const vendorsSynonyms = `
id: ref, no, number, #, vendor id, supplier id
name: vendor, supplier, vendor name, supplier name, company
service: services, scope, service provided, goods/services, description, product
start: start date, contract start, contract start date, from
finish: end, end date, contract end, contract end date, expiry, expiry date, contract expiry
rating: performance rating, performance
rag: rag status, health
note: notes, comments, remarks
`

const slaSynonyms = `
id: ticket, ticket id, ticket no, incident, incident id, ref, no, number, #, case
vendor: supplier, provider
metric: measure, sla, sla metric, service level
severity: priority, sev
target: sla target, target time, target hours
unit: units
opened: created, reported, logged, date opened, raised, opened at
accepted: acknowledged, accepted at
responded: on site, first response, responded at, response
resolved: closed, resolved at, fixed, restored, date resolved
actual: result, achieved, measured, actual time
vendor position: vendor response
resolution: outcome
`

const outcomesSynonyms = `
id: ref, no, number, #, benefit id, outcome id
benefit: outcome, benefit name, name, title, objective, kpi, description, benefit description
type: benefit type, category
measure: metric, how measured, measurement
baseline: baseline value, before, start value
target: target value, goal
actual: actual value, after, result, achieved, realised
unit: units
measured on: date, date measured, measured, measurement date
status: state
`
