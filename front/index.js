(function () {
  var q = document.getElementById('q'), n = document.getElementById('n');
  if (!q) return;
  q.closest('form').hidden = false;
  var rows = [].slice.call(document.querySelectorAll('[data-t]'));
  var groups = [].slice.call(document.querySelectorAll('.grp'));
  function look() {
    var words = q.value.trim().toLowerCase().split(/\s+/), seen = 0;
    rows.forEach(function (r) {
      var ok = words.every(function (w) { return r.dataset.t.indexOf(w) >= 0; });
      r.hidden = !ok;
      if (ok) seen++;
    });
    groups.forEach(function (g) {
      var any = g.querySelector('[data-t]:not([hidden])');
      g.hidden = !any;
      if (g.tagName === 'DETAILS' && q.value.trim()) g.open = !!any;
    });
    n.textContent = q.value.trim() ? '找到' + seen + '份' : '共' + rows.length + '份';
  }
  q.addEventListener('input', look);
  q.closest('form').addEventListener('submit', function (e) { e.preventDefault(); });
  look();
})();
