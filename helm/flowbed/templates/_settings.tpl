{{- define "flowbed.settings" -}}
quarkus.log.level={{ .Values.logLevel }}
{{- with .Values.watchNamespaces }}
quarkus.operator-sdk.namespaces={{ join "," . }}
{{- end }}
flowbed.images.tag={{ default (default .Chart.AppVersion .Values.image.tag) .Values.images.tag }}
flowbed.images.pull-policy={{ .Values.images.pullPolicy }}
{{- with .Values.images.registry }}
flowbed.images.registry={{ . }}
{{- end }}
{{- with .Values.images.pullSecrets }}
flowbed.images.pull-secrets={{ join "," . }}
{{- end }}
flowbed.observation.threads={{ .Values.observation.threads }}
flowbed.observation.timeout={{ .Values.observation.timeout }}
flowbed.observation.interval={{ .Values.observation.interval }}
flowbed.observation.nodes-per-second={{ .Values.observation.nodesPerSecond }}
flowbed.leader-election.lease-name={{ include "flowbed.fullname" . }}
flowbed.leader-election.namespace={{ .Release.Namespace }}
flowbed.surroundings.operator-namespace={{ .Release.Namespace }}
{{- range $name, $value := include "flowbed.selector" . | fromYaml }}
flowbed.surroundings.operator-labels."{{ $name }}"={{ $value }}
{{- end }}
{{- range $name, $value := include "flowbed.monitoringNamespace" . | fromYaml }}
flowbed.surroundings.monitoring-namespace."{{ $name }}"={{ $value }}
{{- end }}
{{- range $name, $value := .Values.ingress.namespaceLabels }}
flowbed.surroundings.ingress-namespace."{{ $name }}"={{ $value }}
{{- end }}
flowbed.surroundings.relay={{ include "flowbed.fullname" . }}.{{ .Release.Namespace }}.svc:8080
{{- range $name, $value := .Values.settings }}
{{ $name }}={{ $value }}
{{- end }}
{{- end -}}
