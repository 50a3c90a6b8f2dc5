package importer

import (
	"strings"
	"unicode"
)

// jiraHeaders are the headers of Jira's exports in English, Spanish, German, French and Portuguese, in
// lower case, for each thing that is read.
func jiraHeaders(field string) []string {
	all := map[string]string{
		"key":             "issue key|clave de incidencia|clave|vorgangsschlüssel|schlüssel|clé de ticket|clé du ticket|clé|chave da item|chave do item|chave da pendência|chave",
		"title":           "summary|resumen|zusammenfassung|résumé|resumo",
		"type":            "issue type|work type|tipo de incidencia|tipo de actividad|vorgangstyp|type de ticket|type de demande|tipo de item|tipo de ticket|tipo de pendência",
		"status":          "status|estado|état|statut|situação",
		"status category": "status category|categoría de estado|statuskategorie|catégorie d'état|catégorie de statut|categoria do status|categoria de status",
		"priority":        "priority|prioridad|priorität|priorité|prioridade",
		"owner":           "assignee|persona asignada|responsable|zugewiesene person|bearbeiter|personne assignée|attribution|responsável",
		"reporter":        "reporter|informador|informante|autor|rapporteur|relator",
		"created":         "created|creada|creado|erstellt|création|créée|créé|criado|criada",
		"updated":         "updated|actualizada|actualizado|aktualisiert|mise à jour|mis à jour|atualizado|atualizado(a)|atualizada",
		"done":            "resolved|resuelta|resuelto|erledigt|gelöst|résolue|résolu|resolvido|resolvida",
		"resolution":      "resolution|resolución|lösung|résolution|resolução",
		"due":             "due date|fecha de vencimiento|fälligkeitsdatum|fällig|date d'échéance|échéance|data limite|data de vencimento",
		"labels":          "labels|etiquetas|stichwörter|étiquettes|rótulos|categorias",
		"sprint":          "sprint",
		"points":          "story points|story point estimate|puntos de historia|story-points|points d'effort|story point-schätzung|pontos da história|estimation des points du story|estimación de puntos de historia",
		"seconds":         "original estimate|estimación original|ursprüngliche schätzung|estimation originale|estimation initiale|estimativa original",
		"started":         "actual start",
		"planned start":   "start date|fecha de inicio|startdatum|date de début|data de início|target start",
		"parent":          "parent key|clave principal|clave de la incidencia principal|übergeordneter schlüssel|clé parente|chave pai",
		"description":     "description|descripción|beschreibung|descrição",
		"components":      "components|component/s|componentes|komponenten|composants",
		"versions":        "fix versions|fix version/s|versiones corregidas|lösungsversionen|versions corrigées|versões corrigidas",
	}
	return strings.Split(all[field], "|")
}

// customField is the name of a field of the user's own, which Jira writes as "Custom field (Story Points)";
// any other header is itself.
func customField(header string) string {
	h := strings.ToLower(strings.TrimSpace(header))
	for _, prefix := range []string{"custom field (", "campo personalizado (", "benutzerdefiniertes feld (", "champs personnalisés (", "champ personnalisé (", "campo personalizado (a) ("} {
		if inner, ok := strings.CutPrefix(h, prefix); ok {
			return strings.TrimSuffix(inner, ")")
		}
	}
	return h
}

// englishMonths puts the English short name in the place of a month in one of the five languages, so that
// "15/déc/26 4:37 PM" is read as any date.
func englishMonths(text string) string {
	start := strings.IndexFunc(text, unicode.IsLetter)
	if start < 0 {
		return text
	}
	end := start
	for i, r := range text[start:] {
		if !unicode.IsLetter(r) && r != '.' {
			break
		}
		end = start + i + len(string(r))
	}
	word := strings.TrimSuffix(strings.ToLower(text[start:end]), ".")
	for n, names := range [12]string{
		"jan ene janv januar enero janvier janeiro jän jänner", "feb fév févr fev februar febrero février fevereiro", "mar mär mrz märz mars marzo março",
		"apr abr avr april abril avril", "may mai mayo maio", "jun juin juni junio junho", "jul juil juli julio juillet julho", "aug ago août aou aoû agosto august",
		"sep sept set septiembre septembre setembro september", "oct okt out oktober octubre octobre outubro", "nov november noviembre novembre novembro",
		"dec dez dic déc dezember diciembre décembre dezembro"} {
		for _, name := range strings.Fields(names) {
			if word == name {
				month := [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[n]
				return text[:start] + month + text[end:]
			}
		}
	}
	return text
}
