{{- /* The labels are those of the Testnets' PodMonitors, so that dashboards and alerts fit both. */ -}}
{{- define "flowbed.prometheusConfig" -}}
global:
  scrape_interval: {{ .Values.prometheus.interval }}
  evaluation_interval: {{ .Values.prometheus.interval }}
rule_files:
  - /etc/prometheus/alerts.yaml
scrape_configs:
  # what is known of the Testnets; namespace is that of the Testnet
  - job_name: flowbed-platform
    honor_labels: true
    metrics_path: /metrics
    kubernetes_sd_configs:
      - role: pod
        namespaces:
          names: [{{ .Release.Namespace }}]
        selectors:
          - role: pod
            label: app.kubernetes.io/instance={{ .Release.Name }},app.kubernetes.io/component=operator
    relabel_configs:
      - {source_labels: [__meta_kubernetes_pod_phase], regex: Running, action: keep}
      - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
  - job_name: flowbed-operator
    metrics_path: /q/metrics
    kubernetes_sd_configs:
      - role: pod
        namespaces:
          names: [{{ .Release.Namespace }}]
        selectors:
          - role: pod
            label: app.kubernetes.io/instance={{ .Release.Name }},app.kubernetes.io/component=operator
    relabel_configs:
      - {source_labels: [__meta_kubernetes_pod_phase], regex: Running, action: keep}
      - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
  - job_name: flowbed-nodes
    kubernetes_sd_configs:
      - role: pod
        {{- include "flowbed.watched" . | nindent 8 }}
        selectors:
          - role: pod
            label: app.kubernetes.io/managed-by=flowbed,flowbed.dev/node
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_container_port_name]
        regex: rest
        action: keep
      - {source_labels: [__meta_kubernetes_pod_phase], regex: Running, action: keep}
      - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
      - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
      - {source_labels: [__meta_kubernetes_pod_label_flowbed_dev_testnet], target_label: testnet}
      - {source_labels: [__meta_kubernetes_pod_label_flowbed_dev_node], target_label: node}
      - {source_labels: [__meta_kubernetes_pod_label_flowbed_dev_clique], target_label: clique}
      - {source_labels: [__meta_kubernetes_pod_label_flowbed_dev_broker], target_label: broker}
      - {source_labels: [__address__], target_label: instance}
      # Prometheus cannot read the official node's own page: the operator passes it on
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name, __meta_kubernetes_namespace, __meta_kubernetes_pod_label_flowbed_dev_node]
        regex: alephium;(.+);(.+)
        target_label: __metrics_path__
        replacement: /nodes/$1/$2/metrics
      - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name]
        regex: alephium
        target_label: __address__
        replacement: "{{ include "flowbed.fullname" . }}.{{ .Release.Namespace }}.svc:8080"
  - job_name: flowbed-miners
    kubernetes_sd_configs:
      - role: pod
        {{- include "flowbed.watched" . | nindent 8 }}
        selectors:
          - role: pod
            label: app.kubernetes.io/managed-by=flowbed,flowbed.dev/pool
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_container_port_name]
        regex: metrics
        action: keep
      - {source_labels: [__meta_kubernetes_pod_phase], regex: Running, action: keep}
      - {source_labels: [__meta_kubernetes_namespace], target_label: namespace}
      - {source_labels: [__meta_kubernetes_pod_name], target_label: pod}
      - {source_labels: [__meta_kubernetes_pod_label_flowbed_dev_testnet], target_label: testnet}
      - {source_labels: [__meta_kubernetes_pod_label_flowbed_dev_pool], target_label: pool}
      - {source_labels: [__meta_kubernetes_pod_name], target_label: miner}
{{- end -}}

{{- define "flowbed.watched" -}}
{{- with .Values.watchNamespaces -}}
namespaces:
  names: [{{ join ", " . }}]
{{- end -}}
{{- end -}}
