{{- define "assay.name" -}}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{- end }}

{{- define "assay.secret" -}}{{ .Values.secrets.existing | default (include "assay.name" .) }}{{- end }}

{{/* Of the pods of a role: (dict "root" . "role" "api") */}}
{{- define "assay.selector" -}}
app.kubernetes.io/name: assay
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end }}

{{- define "assay.labels" -}}
{{ include "assay.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "assay.image" -}}
{{ with .root.Values.image.registry }}{{ . }}/{{ end }}assay/{{ .role }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{- define "assay.fromSecret" -}}
valueFrom: { secretKeyRef: { name: {{ include "assay.secret" .root }}, key: {{ .key }} } }
{{- end }}

{{/* Settings of both roles. */}}
{{- define "assay.settings" -}}
- name: ASSAY_REDIS_URL
  {{- include "assay.fromSecret" (dict "root" . "key" "redis-url") | nindent 2 }}
- name: ASSAY_SHUTDOWN_GRACE_MS
  value: {{ mul .Values.shutdownGraceSeconds 1000 | quote }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{- define "assay.probes" -}}
ports: [{ name: http, containerPort: 8600 }]
startupProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 2, failureThreshold: 60 }
livenessProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 }
readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 5, timeoutSeconds: 5 }
{{- end }}

{{/* Where a pod runs, and for how long it may take to stop. */}}
{{- define "assay.placement" -}}
automountServiceAccountToken: false
enableServiceLinks: false
terminationGracePeriodSeconds: {{ add .root.Values.shutdownGraceSeconds 10 }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets: {{ toJson . }}
{{- end }}
{{- with .of.nodeSelector }}
nodeSelector: {{ toJson . }}
{{- end }}
{{- with .of.tolerations }}
tolerations: {{ toJson . }}
{{- end }}
{{- with .of.affinity }}
affinity: {{ toJson . }}
{{- end }}
{{- end }}

{{- define "assay.volumes" -}}
- { name: data, emptyDir: { sizeLimit: {{ .cacheSize }} } }
- { name: tmp, emptyDir: {} }
{{- end }}

{{- define "assay.mounts" -}}
- { name: data, mountPath: /var/lib/assay }
- { name: tmp, mountPath: /tmp }
{{- end }}
