"""What German and French sheets call what the contract asks for: good enough to propose, no alias of the contract."""

from __future__ import annotations

PROJECT = ("Projekt-Nr", "Projektnummer", "Projekt-ID", "Projekt", "PSP-Element", "N° de projet", "Numéro de projet",
           "Code projet", "Projet")  # fmt: skip
OWNER = ("Verantwortlich", "Verantwortlicher", "Eigner", "Responsable", "Porteur")
HEADINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("status", "project_id"): PROJECT,
    ("status", "report_date"): ("Berichtsdatum", "Stichtag", "Stand", "Berichtszeitraum", "Date du rapport", "Date de situation"),
    ("status", "overall_rag"): ("Gesamtstatus", "Ampel", "Projektstatus", "Gesamtampel", "Statut global", "Météo", "Météo projet",
                              "Zustand", "État", "Statut", "Statut du projet"),
    ("status", "scope_rag"): ("Umfang", "Ampel Umfang", "Status Umfang", "Leistung", "Périmètre", "Statut périmètre"),
    ("status", "schedule_rag"): ("Termine", "Ampel Termine", "Terminstatus", "Zeit", "Délais", "Statut délais", "Planning"),
    ("status", "cost_rag"): ("Kosten", "Ampel Kosten", "Kostenstatus", "Budgetstatus", "Coûts", "Statut coûts"),
    ("status", "percent_complete"): ("Fertigstellungsgrad", "Fertigstellung (%)", "Fortschritt", "Fortschritt (%)", "Fertig %",
                                     "Avancement", "Avancement (%)", "% d'avancement"),
    ("status", "forecast_finish"): ("Voraussichtliches Ende", "Prognose Ende", "Endtermin", "Voraussichtlicher Endtermin",
                                    "Geplantes Ende", "Fin prévue", "Date de fin prévue", "Fin prévisionnelle"),
    ("status", "planned_value"): ("Planwert", "Valeur planifiée"),
    ("status", "earned_value"): ("Fertigstellungswert", "Valeur acquise"),
    ("status", "actual_cost"): ("Ist-Kosten", "Istkosten", "Coût réel", "Dépenses à ce jour"),
    ("status", "estimate_at_completion"): ("Prognose Gesamtkosten", "Geschätzte Gesamtkosten", "Coût final estimé", "Estimation à terminaison"),
    ("status", "summary"): ("Zusammenfassung", "Bemerkung", "Bemerkungen", "Kommentar", "Commentaire", "Commentaires", "Résumé"),
    ("status", "next_steps"): ("Nächste Schritte", "Prochaines étapes"),
    ("project", "project_id"): PROJECT,
    ("project", "project"): ("Projektname", "Projektbezeichnung", "Nom du projet", "Intitulé du projet"),
    ("project", "programme_id"): ("Programm-Nr", "Programm", "Code programme"),
    ("project", "project_manager"): ("Projektleiter", "Projektleitung", "Chef de projet"),
    ("project", "department"): ("Abteilung", "Bereich", "Direction", "Service", "Département"),
    ("project", "approved_start"): ("Beginn", "Projektstart", "Start genehmigt", "Début", "Date de début"),
    ("project", "approved_finish"): ("Genehmigtes Ende", "Ende genehmigt", "Fin approuvée", "Date de fin"),
    ("project", "budget"): ("Budget genehmigt", "Genehmigtes Budget", "Budget approuvé"),
    **{(table, "project_id"): PROJECT for table in ("milestone", "issue", "decision", "change", "allocation")},
    **{(table, "scope_id"): PROJECT for table in ("risk", "benefit")},
    ("milestone", "milestone_id"): ("Meilenstein-Nr", "Meilenstein-ID", "N° de jalon", "Code jalon"),
    ("milestone", "milestone"): ("Meilenstein", "Bezeichnung", "Jalon", "Libellé"),
    ("milestone", "baseline_date"): ("Plantermin", "Basistermin", "Soll-Termin", "Date initiale", "Date de référence"),
    ("milestone", "forecast_date"): ("Prognosetermin", "Voraussichtlicher Termin", "Date prévue", "Date prévisionnelle"),
    ("milestone", "actual_date"): ("Ist-Termin", "Istdatum", "Date réelle"),
    ("risk", "risk_id"): ("Risiko-Nr", "Risiko-ID", "N° de risque", "Code risque"),
    ("risk", "risk"): ("Risiko", "Risikobeschreibung", "Beschreibung", "Risque", "Description du risque"),
    ("risk", "category"): ("Kategorie", "Risikoart", "Catégorie"),
    ("risk", "probability"): ("Eintrittswahrscheinlichkeit", "Wahrscheinlichkeit", "Probabilité"),
    ("risk", "impact"): ("Auswirkung", "Schadenshöhe", "Tragweite", "Gravité"),
    ("risk", "response"): ("Strategie", "Behandlung", "Traitement", "Stratégie de réponse"),
    ("risk", "owner"): OWNER,
    ("risk", "action_due"): ("Fällig", "Fälligkeit", "Échéance"),
    ("risk", "state"): ("Zustand", "Risikostatus", "État", "Statut"),
    ("issue", "issue_id"): ("Problem-Nr", "N° de problème"),
    ("issue", "issue"): ("Problem", "Problembeschreibung", "Problème"),
    ("issue", "severity"): ("Schweregrad", "Priorität", "Gravité", "Priorité"),
    ("issue", "owner"): OWNER,
    ("issue", "due"): ("Fällig", "Fälligkeit", "Échéance"),
    ("issue", "state"): ("Zustand", "État", "Statut"),
}  # fmt: skip
SHEETS: dict[str, tuple[str, ...]] = {
    "status": ("Statusbericht", "Projektstatus", "Rapport d'avancement", "Avancement"),
    "milestone": ("Meilensteine", "Jalons"),
    "risk": ("Risiken", "Risikoliste", "Risques", "Registre des risques"),
    "issue": ("Probleme", "Offene Punkte", "Problèmes"),
    "decision": ("Entscheidungen", "Décisions"),
    "benefit": ("Nutzen", "Bénéfices"),
}
# Colours as they are called from Lisbon to Moscow; what is yellow or orange there is amber here.
COLOURS: dict[str, tuple[str, ...]] = {
    "Green": ("grün", "gruen", "vert", "verte", "verde", "groen", "zielony", "grön", "grønn", "зелёный", "зеленый", "緑", "초록"),
    "Amber": ("gelb", "orange", "jaune", "amarelo", "amarillo", "ámbar", "laranja", "giallo", "geel", "oranje", "żółty",
              "gul", "жёлтый", "желтый", "янтарный", "黄色", "노랑"),
    "Red": ("rot", "rouge", "vermelho", "rojo", "rosso", "rood", "czerwony", "röd", "rød", "красный", "赤", "빨강"),
}  # fmt: skip
FURTHER: dict[str, tuple[str, ...]] = {
    "Open": ("offen", "ouvert", "ouverte", "aberto", "abierto", "открыт"),
    "Closed": ("geschlossen", "erledigt", "fermé", "clos", "fechado", "cerrado", "закрыт"),
    "Mitigate": ("mindern", "reduzieren", "réduire", "atténuer"),
    "Accept": ("akzeptieren", "accepter"),
    "Avoid": ("vermeiden", "éviter"),
    "Transfer": ("übertragen", "transférer"),
}
