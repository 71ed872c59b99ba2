package month
