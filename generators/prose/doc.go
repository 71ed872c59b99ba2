// Package prose is the kit that all deliverables are written with: a report being
// written, the slots that its sentences ask for, phrases, tables, figures, and the
// choice of problems, causes and remedies. It knows no single deliverable.
package prose
