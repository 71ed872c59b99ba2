// Package quarter writes the quarterly reports: on the city, a district, a domain.
package quarter
