// Light or dark: the system decides until somebody presses the switch. Kept in this browser only, no cookie.
// Runs before the first paint, so that a dark page does not flash white.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const isDark = () => (stored() ?? (system.matches ? "dark" : "light")) === "dark";
  const apply = () => { if (stored()) root.dataset.kernTheme = stored(); };
  apply();
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.hidden = false;
      button.setAttribute("aria-pressed", String(isDark()));
      button.addEventListener("click", () => {
        const next = isDark() ? "light" : "dark";
        try { localStorage.setItem("theme", next); } catch { /* private window: holds for this page */ }
        root.dataset.kernTheme = next;
        button.setAttribute("aria-pressed", String(next === "dark"));
      });
    }
    // A menu closes when the focus leaves it or Escape is pressed.
    for (const menu of document.querySelectorAll("details.v-menu")) {
      menu.addEventListener("focusout", (event) => {
        if (!menu.contains(event.relatedTarget)) menu.open = false;
      });
      menu.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && menu.open) {
          menu.open = false;
          menu.querySelector("summary").focus();
        }
      });
    }
  });
})();
