{{- define "flowbed.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "flowbed.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "flowbed.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "flowbed.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "flowbed.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "flowbed.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name must say which account to use when serviceAccount.create is false" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- /* what finds the operator's pods */ -}}
{{- define "flowbed.selector" -}}
app.kubernetes.io/name: {{ include "flowbed.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "flowbed.prometheusSelector" -}}
app.kubernetes.io/name: {{ include "flowbed.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: prometheus
{{- end -}}

{{- define "flowbed.commonLabels" -}}
app.kubernetes.io/name: {{ include "flowbed.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "flowbed.labels" -}}
{{ include "flowbed.commonLabels" . }}
app.kubernetes.io/component: operator
{{- end -}}

{{- /* "true" when an option of true, false or auto is on: (list . option wanted-by-auto) */ -}}
{{- define "flowbed.on" -}}
{{- $option := index . 1 | toString -}}
{{- if or (eq $option "true") (and (eq $option "auto") (index . 2)) -}}true{{- end -}}
{{- end -}}

{{- define "flowbed.hasPrometheusOperator" -}}
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" -}}true{{- end -}}
{{- end -}}

{{- define "flowbed.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "flowbed.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- /* labels of the namespaces that Prometheus runs in */ -}}
{{- define "flowbed.monitoringNamespace" -}}
{{- if .Values.monitoring.namespaceLabels -}}
{{ toYaml .Values.monitoring.namespaceLabels }}
{{- else if .Values.prometheus.enabled -}}
kubernetes.io/metadata.name: {{ .Release.Namespace }}
{{- end -}}
{{- end -}}
