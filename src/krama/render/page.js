"use strict";
// The page's own script. Words from documents reach the page only through textContent and canvas text.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const facts = read("facts-data"), drawing = read("network-data");
  const $ = (id) => document.getElementById(id);
  const entities = facts.entities, relations = facts.relations;
  const edges = facts.facts.map(([from, relation, to, said], id) => ({ id, from, relation, to, said }));
  const around = entities.map(() => []);
  for (const edge of edges) { around[edge.from].push(edge); around[edge.to].push(edge); }
  const classes = new Map(facts.classes.map((style) => [style.name, style]));
  const firstPlace = drawing.nodes.map((node) => ({ x: node.x, y: node.y, hidden: node.hidden }));
  const dark = matchMedia("(prefers-color-scheme: dark)"), narrow = matchMedia("(max-width: 820px)");
    const first = new Set(relations.flatMap((relation, i) => (facts.first.includes(relation.iri) ? [i] : [])));

  const aside = new Set(relations.flatMap((relation, i) => (facts.aside.includes(relation.iri) ? [i] : [])));

  const state = {
    classes: new Set(classes.keys()), relations: new Set(first), least: 0, words: "",
    focus: null, entity: null, edge: null, before: [],
  };

  // ---- the network -------------------------------------------------------------------------------------------------
  const nodes = new vis.DataSet(drawing.nodes), lines = new vis.DataSet(drawing.edges);
  const network = new vis.Network($("network"), { nodes, edges: lines }, drawing.options);
  const frame = $("network").querySelector(".vis-network");
  if (frame) frame.tabIndex = -1;

  const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u200b-\u200d]/g, "").toLowerCase();
  const keys = entities.map((e) => fold([e.label, ...e.names.map((n) => n[0]), ...e.values.map((v) => v[1]), e.kind].join(" \u0001 ")));
  const matches = (i) => state.words !== "" && fold(state.words).split(/\s+/).filter(Boolean).every((word) => keys[i].includes(word));
  const sureness = (edge) => (edge.said.length && edge.said[0].confidence !== undefined ? edge.said[0].confidence : 1);
  const wanted = (edge) => state.relations.has(edge.relation) && sureness(edge) >= state.least;
  const classShown = (i) => state.classes.has(entities[i].class);

  let inPicture = new Set(), drawnEdges = [];
  function decide() {
    const base = state.focus === null
      ? new Set(firstPlace.flatMap((place, i) => (place.hidden ? [] : [i])))
      : new Set([state.focus, ...focusRow]);
    inPicture = new Set([...base].filter((i) => classShown(i) || i === state.focus));
    drawnEdges = edges.filter((edge) => inPicture.has(edge.from) && inPicture.has(edge.to) && wanted(edge)
      && (state.focus === null || edge.from === state.focus || edge.to === state.focus));
  }

  const ground = () => getComputedStyle(document.documentElement).getPropertyValue("--ground").trim();
  function mix(colour, other, part) {
    const of = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
    return `#${[1, 3, 5].map((at) => Math.round(of(colour, at) * part + of(other, at) * (1 - part)).toString(16).padStart(2, "0")).join("")}`;
  }

  function lit() {
    // what stands out: the selected entity and its neighbours, the selected fact, or what the search found
    if (state.edge !== null) return new Set([edges[state.edge].from, edges[state.edge].to]);
    if (state.entity !== null && inPicture.has(state.entity) && state.focus === null)
      return new Set([state.entity, ...drawnEdges.filter((e) => e.from === state.entity || e.to === state.entity).flatMap((e) => [e.from, e.to])]);
    if (state.words !== "") return new Set([...inPicture].filter(matches));
    return null;
  }

  function paint() {
    const theme = dark.matches ? "dark" : "light", standing = lit(), back = ground();
    nodes.update(drawing.nodes.map((node, i) => {
      const style = classes.get(entities[i].class), colours = style[theme];
      const found = state.words !== "" && matches(i);
      const on = standing === null || standing.has(i);
      const pair = { background: on ? colours.fill : mix(colours.fill, back, 0.3), border: on ? colours.line : mix(colours.line, back, 0.35) };
      return {
        id: node.id, hidden: !inPicture.has(i),
        borderWidth: i === state.entity || i === state.focus ? 3.5 : found ? 3 : 1.5,
        color: { ...pair, highlight: pair, hover: pair },
        font: { color: on ? colours.ink : mix(colours.ink, back, 0.55) },
      };
    }));
    const drawnIds = new Set(drawnEdges.map((edge) => edge.id));
    lines.update(drawing.edges.map((line) => {
      const edge = edges[line.id], style = classes.get(entities[edge.from].class)[theme];
      const touches = state.edge !== null ? edge.id === state.edge : state.entity === null || edge.from === state.entity || edge.to === state.entity;
      const on = standing === null || (standing.has(edge.from) && standing.has(edge.to) && touches);
      return { id: line.id, hidden: !drawnIds.has(line.id), width: edge.id === state.edge ? 3 : on && standing ? 2 : 1.2,
        color: { color: style.line, highlight: style.line, hover: style.line, inherit: false, opacity: on ? 0.8 : 0.12 } };
    }));
    say();
  }

  function say() {
    const c = facts.counts;
    $("count").textContent = `Showing ${inPicture.size} of ${c.entities} entities and ${drawnEdges.length} of ${c.facts} facts.`;
    $("ticked").textContent = `${state.relations.size} of ${relations.length}`;
    if (!$("table-pane").hidden) fillTable();
    for (const box of document.querySelectorAll("#relations input")) {
      const relation = Number(box.value);
      box.closest("label").lastChild.textContent = `${drawnEdges.filter((e) => e.relation === relation).length} / ${edges.filter((e) => e.relation === relation).length}`;
    }
  }

  function redraw() { decide(); paint(); }

  // ---- names of the lines: drawn where there is room, the selected ones first -----------------------------------------
  const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  network.on("afterDrawing", (canvas) => {
    const scale = network.getScale(), size = Math.min(13, Math.max(10.5, 11.5 * Math.sqrt(scale))) / scale;
    const back = ground(), ink = getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();
    const taken = [...inPicture].map((i) => network.getBoundingBox(i)).filter(Boolean)
      .map((box) => ({ x: box.left, y: box.top, w: box.right - box.left, h: box.bottom - box.top }));
    const standing = lit();
    const chosen = (edge) => edge.id === state.edge || (state.words === "" && standing !== null && state.entity !== null && (edge.from === state.entity || edge.to === state.entity));
    const order = [...drawnEdges].sort((a, b) => chosen(b) - chosen(a) || a.relation - b.relation || a.id - b.id);
    canvas.save();
    canvas.font = `${size}px system-ui, "Noto Sans", "Noto Sans Khmer", "Khmer OS", sans-serif`;
    canvas.textAlign = "center"; canvas.textBaseline = "middle"; canvas.lineJoin = "round";
    for (const edge of order) {
      if (standing !== null && !(chosen(edge) || (state.entity === null && state.edge === null && standing.has(edge.from) && standing.has(edge.to)))) continue;
      const line = network.body.edges[edge.id], word = relations[edge.relation].label;
      if (!line || !line.edgeType || !line.connected) continue;
      const w = canvas.measureText(word).width + size * 0.6, h = size * 1.25;
      for (const at of [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73]) {
        const point = line.edgeType.getPoint(at), box = { x: point.x - w / 2, y: point.y - h / 2, w, h };
        if (taken.some((other) => overlaps(box, other))) continue;
        taken.push(box);
        canvas.lineWidth = size * 0.45; canvas.strokeStyle = back; canvas.strokeText(word, point.x, point.y);
        canvas.fillStyle = ink; canvas.fillText(word, point.x, point.y);
        break;
      }
    }
    canvas.restore();
  });

  // ---- one entity and what touches it ---------------------------------------------------------------------------------
  let focusRow = [];
  const most = () => (narrow.matches ? 6 : 30);
  function focusOn(i) {
    const degree = new Map();
    for (const edge of around[i]) {
      const other = edge.from === i ? edge.to : edge.from;
      if (aside.has(edge.relation) && !(classes.get(entities[i].class).column > 2)) continue;
      if (other !== i) degree.set(other, (degree.get(other) || 0) + (first.has(edge.relation) ? 2 : 1));
    }
    const others = [...degree.keys()].sort((a, b) => degree.get(b) - degree.get(a) || a - b);
    focusRow = others.slice(0, most());
    state.focus = i; state.entity = i; state.edge = null;
    state.relations = new Set([...relations.keys()].filter((relation) => !aside.has(relation)));
    place(i);
    tickBoxes(); redraw();
    const rest = others.length - focusRow.length;
    $("mode").hidden = false;
    $("mode-text").textContent = rest > 0 ? `${focusRow.length} of ${others.length} neighbours; all in the panel` : `${cut(entities[i].label, 60)} and what touches it`;
    showEntity(i); fit();
  }

  function place(i) {
    const rank = (j) => [classes.get(entities[j].class).column, entities[j].position ?? 0, relationTo(i, j), entities[j].label];
    const relationTo = (a, b) => around[a].find((e) => e.from === b || e.to === b).relation;
    const by = (a, b) => { const x = rank(a), y = rank(b); for (let k = 0; k < 3; k++) if (x[k] !== y[k]) return x[k] - y[k]; return x[3] < y[3] ? -1 : 1; };
    const sorted = [...focusRow].sort(by), mine = entities[i].class;
    // left: the instruments, and of its own class what points at it; right: everything else
    const leads = (j) => classes.get(entities[j].class).column === 0 || (entities[j].class === mine && around[i].some((e) => e.from === j && e.to === i));
    let before = sorted.filter(leads), after = sorted.filter((j) => !leads(j));
    if (!narrow.matches) {
      if (before.length > 12 && after.length === 0) { after = before.splice(Math.ceil(before.length / 2)); }
      if (after.length > 12 && before.length === 0) { before = after.splice(Math.ceil(after.length / 2)); }
    }
    const spots = new Map([[i, { x: 0, y: 0 }]]);
    if (narrow.matches) {
      const rows = (list, sign) => list.forEach((j, k) => {
        const row = Math.floor(k / 2), alone = list.length % 2 === 1 && k === list.length - 1;
        spots.set(j, { x: alone ? 0 : k % 2 ? 122 : -122, y: sign * (150 + row * 100) });
      });
      rows([...before].reverse(), -1); rows(after, 1);
    } else {
      const column = (list, x) => list.forEach((j, k) => spots.set(j, { x, y: (k - (list.length - 1) / 2) * 68 }));
      column(before, -430); column(after, 430);
    }
    for (const [j, spot] of spots) nodes.update({ id: j, ...spot });
    bend(narrow.matches ? "vertical" : "horizontal");
  }

  // around one entity lines run from side to side (on a narrow screen from top to bottom), else as they were laid out
  function bend(direction) {
    const smooth = (line) => (direction && line.first ? { enabled: true, type: "cubicBezier", forceDirection: direction, roundness: 0.4 } : line.smooth);
    lines.update(drawing.edges.map((line) => ({ id: line.id, smooth: smooth(line) })));
  }

  function leaveFocus() {
    if (state.focus === null) return;
    state.focus = null; focusRow = [];
    state.relations = new Set(first);
    nodes.update(firstPlace.map((spot, i) => ({ id: i, x: spot.x, y: spot.y })));
    bend(null);
    $("mode").hidden = true;
    tickBoxes();
  }

  function fit(ids = inPicture, most = 1.2) {
    const boxes = [...ids].map((i) => network.getBoundingBox(i)).filter(Boolean);
    if (!boxes.length) return;
    const left = Math.min(...boxes.map((b) => b.left)), right = Math.max(...boxes.map((b) => b.right));
    const top = Math.min(...boxes.map((b) => b.top)), bottom = Math.max(...boxes.map((b) => b.bottom));
    const wide = $("network").clientWidth, high = $("network").clientHeight;
    const above = state.focus === null ? 18 : 56, below = narrow.matches || state.focus !== null ? 56 : 18;
    const scale = Math.max(0.1, Math.min((wide - 28) / (right - left), (high - above - below) / (bottom - top), most));
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale }, scale, animation: false });
  }

  // an entity that was searched for is brought before the eyes with what it touches, when it is not there already
  function look(i) {
    const at = network.canvasToDOM(network.getPosition(i));
    if (at.x < 60 || at.y < 40 || at.x > $("network").clientWidth - 60 || at.y > $("network").clientHeight - 40 || narrow.matches) fit(lit(), 1);
  }

  // ---- making elements ----------------------------------------------------------------------------------------------
  function make(tag, props = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (name === "class") element.className = value;
      else if (name === "onclick") element.addEventListener("click", value);
      else if (name.includes("-") || name === "role" || name === "lang" || name === "dir" || name === "scope") element.setAttribute(name, value);
      else element[name] = value;
    }
    for (const child of children.flat()) if (child !== null && child !== undefined) element.append(child);
    return element;
  }
  const isolated = (text, lang) => make("bdi", lang ? { lang } : {}, text);
  function coloured(element, name) {
    const style = classes.get(name), theme = style[dark.matches ? "dark" : "light"];
    for (const part of ["fill", "line", "ink"]) element.style.setProperty(`--key-${part}`, theme[part]);
    element.classList.add(style.shape);
    return element;
  }
  function marked(text) {
    const words = fold(state.words).split(/\s+/).filter(Boolean), low = text.toLowerCase(), out = [];
    let at = 0;
    while (at < text.length && words.length) {
      const hit = words.map((word) => [low.indexOf(word, at), word.length]).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0])[0];
      if (!hit) break;
      out.push(text.slice(at, hit[0]), make("mark", {}, text.slice(hit[0], hit[0] + hit[1])));
      at = hit[0] + hit[1];
    }
    out.push(text.slice(at));
    return make("bdi", {}, ...out);
  }
  const entityButton = (i) => make("button", { type: "button", class: "link", onclick: () => open(i) }, isolated(entities[i].label));
  const chip = (i) => coloured(make("span", { class: "chip" }, entities[i].kind ? `${entities[i].class} · ${entities[i].kind}` : entities[i].class), entities[i].class);

  // ---- the words behind a fact ----------------------------------------------------------------------------------------
  function whose(item) {
    const by = (item.by || []).join("; ");
    if (item.origin === "inferred") return `Inferred${item.rule ? ` by the rule ${item.rule}` : ""}: no source says it in so many words.`;
    if (item.origin === "curated") return `Entered by a person${item.claim === "stated" ? " from a text that sets rules" : ""}${by ? `; word of ${by}` : ""}.`;
    if (item.claim === "planned") return `Planned only${by ? `, says ${by}` : ""}: not in force or not yet done.`;
    if (item.claim === "stated") return by ? `Stated by a text that sets rules: ${by}.` : "Stated by a text that sets rules.";
    if (item.claim === "claimed") return by ? `Claimed by ${by} in its own account; not the text of a law.` : "Claimed by the document's author; not the text of a law.";
    return by ? `Word of ${by}.` : "";
  }
  const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
  function file(item) {
    const source = item.source === undefined ? null : facts.sources[item.source];
    return [source ? cut(source.file || source.title, 60) : item.named || item.place || "", item.page ? `page ${item.page}` : ""].filter(Boolean).join(", ");
  }
  function briefly(item) {
    const by = (item.by || []).join("; ");
    if (item.origin === "inferred") return "inferred";
    return `${item.claim || item.origin}${by ? ` by ${by}` : ""}${item.origin === "curated" ? " (entered by a person)" : ""}`;
  }
  function sourceOf(item) {
    const source = item.source === undefined ? null : facts.sources[item.source];
    const parts = [source ? (source.file && source.file !== source.title ? `${cut(source.title, 90)} (${source.file})` : source.title) : item.named || "", item.section === undefined ? "" : `under “${facts.texts[item.section]}”`, item.page ? `page ${item.page}` : "", item.place || ""];
    return parts.filter(Boolean).join(", ");
  }
  function evidence(item) {
    const source = item.source === undefined ? null : facts.sources[item.source];
    const sure = item.confidence === undefined ? "" : `Confidence ${item.confidence.toFixed(2)}`;
    const tags = [item.origin === "inferred" ? "inferred" : item.origin === "curated" ? "" : "read from the text", sure].filter(Boolean);
    const words = item.quote === undefined ? null : make("blockquote", { dir: "auto" }, isolated(facts.texts[item.quote]));
    return make("div", {},
      words,
      make("div", { class: "cite" },
        sourceOf(item) ? make("p", {}, isolated(sourceOf(item))) : null,
        make("p", {}, isolated(whose(item))),
        make("p", {}, tags.join(" · ")),
        source && source.restates ? make("p", { class: "warn" }, "A restatement in other words, not the original: ", isolated(source.restates)) : null));
  }
  function allEvidence(said) {
    if (!said.length) return make("p", { class: "small" }, "No sentence is recorded for this.");
    const [best, ...rest] = said;
    return make("div", {}, evidence(best), rest.length ? make("details", { class: "rest" }, make("summary", {}, rest.length === 1 ? "One more source" : `${rest.length} more sources`), ...rest.map(evidence)) : null);
  }

  // ---- panel ----------------------------------------------------------------------------------------------------------
  function fill(...children) { $("panel").replaceChildren(...children.filter(Boolean)); $("panel").scrollTop = 0; }

  function showAbout() {
    const c = facts.counts, hiddenNodes = entities.map((_, i) => i).filter((i) => firstPlace[i].hidden);
    const later = relations.map((relation, i) => [relation.label, edges.filter((e) => e.relation === i).length, i]).filter(([, , i]) => !first.has(i));
    const group = (name) => hiddenNodes.filter((i) => entities[i].class === name).sort((a, b) => around[b].length - around[a].length || a - b);
    fill(
      make("h2", {}, "How to read this"),
      make("p", {}, "Click a name for all that is known of it, with the sentence behind every fact. Click a line for its sentence. Search finds everything in this file, also what is not drawn."),
      make("h3", {}, "What is shown"),
      make("p", {}, facts.rule),
      later.length ? make("h3", {}, "Facts that are not drawn at first") : null,
      later.length ? make("p", {}, later.map(([label, count]) => `${label} (${count})`).join(", "), ". Tick them under Relations.") : null,
      facts.planned.length ? make("p", {}, `${facts.planned.length} planned facts are never drawn; they stand with their entities.`) : null,
      c.unmentioned ? make("p", {}, `${c.unmentioned} further names that krama knows are left out: no document here mentions them.`) : null,
      c.heldEntities < c.entities || c.heldFacts < c.facts ? make("p", { class: "warn" }, `This file holds ${c.heldEntities} of ${c.entities} entities and ${c.heldFacts} of ${c.facts} facts. For the others make a view with --about NAME.`) : null,
      hiddenNodes.length ? make("h3", {}, `Entities that are not in the picture (${hiddenNodes.length})`) : null,
      ...facts.classes.map((style) => [style, group(style.name)]).filter(([, list]) => list.length).map(([style, list]) =>
        make("details", { class: "rest" }, make("summary", {}, `${style.label} (${list.length})`), make("ul", {}, ...list.map((i) => make("li", {}, entityButton(i)))))),
    );
  }

  function showEntity(i) {
    const entity = entities[i], groups = new Map();
    for (const edge of around[i]) {
      const key = `${String(edge.relation).padStart(3, "0")}${edge.from === i ? "a" : "b"}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(edge);
    }
    const parts = [];
    for (const key of [...groups.keys()].sort()) {
      const list = groups.get(key), out = key.endsWith("a"), label = relations[list[0].relation].label;
      const other = (edge) => (out ? edge.to : edge.from);
      list.sort((a, b) => (entities[other(a)].position ?? 0) - (entities[other(b)].position ?? 0) || a.id - b.id);
      parts.push(make("h3", {}, out ? `${label} …` : `… ${label}: this`));
      const same = new Map();
      for (const edge of list) {
        const words = JSON.stringify(edge.said);
        if (!same.has(words)) same.set(words, []);
        same.get(words).push(edge);
      }
      for (const alike of same.values())
        parts.push(make("div", { class: "fact" }, ...alike.map((edge) => make("div", { class: "name" }, entityButton(other(edge)),
          edge.said[0] && edge.said[0].origin === "inferred" ? make("span", { class: "tag" }, "inferred") : null)), allEvidence(alike[0].said)));
    }
    const planned = facts.planned.filter(([from, , to]) => from === i || to === i);
    const hidden = around[i].length;
    fill(
      backButton(),
      make("p", {}, chip(i)),
      make("h2", {}, isolated(entity.label)),
      entity.names.length ? make("p", { class: "small" }, "Also: ", ...entity.names.flatMap(([text, lang], k) => [k ? "; " : "", isolated(text, lang)])) : null,
      ...entity.values.map(([name, value, said]) => make("div", {}, make("p", {}, make("strong", {}, `${name}: `), isolated(value)),
        said.length ? make("details", { class: "rest" }, make("summary", {}, "Where this is said"), allEvidence(said)) : null)),
      make("div", { class: "deeds" }, hidden && state.focus !== i ? make("button", { type: "button", onclick: () => { focusOn(i); remember(); } }, "Show only this and what touches it") : null),
      ...parts,
      planned.length ? make("h3", {}, "Planned, not asserted") : null,
      ...planned.map(([from, relation, to, said]) => make("div", { class: "fact" }, entityButton(from), ` ${relations[relation].label} `, entityButton(to), allEvidence(said))),
      parts.length + planned.length ? null : make("p", { class: "small" }, "No fact connects this to anything else."),
    );
  }

  function showEdge(id) {
    const edge = edges[id];
    fill(
      backButton(),
      make("h2", {}, "One fact"),
      make("p", {}, chip(edge.from), " ", entityButton(edge.from)),
      make("p", { class: "relation" }, `${relations[edge.relation].label} →`),
      make("p", {}, chip(edge.to), " ", entityButton(edge.to)),
      make("h3", {}, "The words behind it"),
      allEvidence(edge.said),
    );
  }
  const backButton = () => make("button", { type: "button", class: "link", onclick: () => clear() }, "‹ About this picture");

  // ---- selecting ------------------------------------------------------------------------------------------------------
  function open(i, quietly = false) {
    state.edge = null;
    if (!inPicture.has(i) || (state.focus !== null && i !== state.focus && !quietly)) { focusOn(i); }
    else { state.entity = i; redraw(); showEntity(i); }
    network.unselectAll();
    live(entities[i].label);
    if (!quietly) remember();
  }
  function openEdge(id) { state.edge = id; if (state.focus === null) state.entity = null; redraw(); showEdge(id); live(`${entities[edges[id].from].label} ${relations[edges[id].relation].label} ${entities[edges[id].to].label}`); }
  function clear() {
    state.entity = state.focus; state.edge = null;
    redraw(); showAbout(); remember();
  }
  const live = (text) => { $("live").textContent = text; };
  function remember() {
    const at = state.entity === null ? "" : `#${state.focus === null ? "entity" : "around"}=${encodeURIComponent(entities[state.entity].iri)}`;
    if (location.hash !== at) history.replaceState(null, "", at || "#");
  }
  function recall() {
    const [, how, iri] = /^#(entity|around)=(.+)$/.exec(location.hash) || [];
    if (!how) return false;
    let name = "";
    try { name = decodeURIComponent(iri); } catch { return false; }
    const i = entities.findIndex((entity) => entity.iri === name);
    if (i < 0) return false;
    if (how === "around") focusOn(i); else open(i, true);
    return true;
  }

  network.on("click", (event) => {
    if (event.nodes.length) return open(event.nodes[0], true), remember();
    if (event.edges.length) return openEdge(event.edges[0]);
    return clear();
  });
  network.on("doubleClick", (event) => { if (event.nodes.length) { focusOn(event.nodes[0]); remember(); } });
  const hover = (text) => { $("hover").textContent = text; $("hover").hidden = !text; };
  network.on("hoverNode", (event) => hover(entities[event.node].label));
  network.on("hoverEdge", (event) => { const edge = edges[event.edge]; hover(`${cut(entities[edge.from].label, 50)} – ${relations[edge.relation].label} → ${cut(entities[edge.to].label, 50)}`); });
  network.on("blurNode", () => hover("")); network.on("blurEdge", () => hover(""));

  $("network").addEventListener("keydown", (event) => {
    const list = [...inPicture].sort((a, b) => { const p = network.getPositions([a, b]); return p[a].x - p[b].x || p[a].y - p[b].y; });
    if (!list.length) return;
    const at = list.indexOf(state.entity), step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) open(list[(at + step + list.length) % list.length], true);
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      if (at < 0) return;
      const side = event.key === "ArrowRight" ? 1 : -1, here = network.getPosition(state.entity);
      const next = drawnEdges.filter((e) => e.from === state.entity || e.to === state.entity).map((e) => (e.from === state.entity ? e.to : e.from))
        .map((i) => [i, network.getPosition(i)]).filter(([, p]) => (p.x - here.x) * side > 0).sort((a, b) => Math.abs(a[1].y - here.y) - Math.abs(b[1].y - here.y))[0];
      if (next) open(next[0], true);
    } else if (event.key === "Enter" && at >= 0) { $("panel").focus(); }
    else if (event.key === "Escape") { leaveFocus(); clear(); fit(); }
    else return;
    event.preventDefault();
  });

  // ---- legend, relations, search ----------------------------------------------------------------------------------------
  function legend() {
    $("legend").replaceChildren($("legend").firstElementChild, ...facts.classes.map((style) => {
      const all = entities.filter((entity) => entity.class === style.name).length;
      const box = make("input", { type: "checkbox", checked: state.classes.has(style.name), value: style.name });
      box.addEventListener("change", () => { box.checked ? state.classes.add(style.name) : state.classes.delete(style.name); redraw(); });
      return coloured(make("label", {}, box, `${style.label} ${all}`), style.name);
    }));
  }
  function relationBoxes() {
    $("relations").replaceChildren($("relations").firstElementChild, ...relations.map((relation, i) => {
      const box = make("input", { type: "checkbox", checked: state.relations.has(i), value: String(i) });
      box.addEventListener("change", () => { box.checked ? state.relations.add(i) : state.relations.delete(i); redraw(); });
      return make("label", {}, box, make("span", {}, relation.label), make("span", {}, ""));
    }));
  }
  function tickBoxes() { for (const box of document.querySelectorAll("#relations input")) box.checked = state.relations.has(Number(box.value)); }

  let hits = [], hit = -1;
  function search() {
    state.words = $("search").value.trim();
    hits = state.words ? entities.map((_, i) => i).filter(matches).sort((a, b) => inPicture.has(b) - inPicture.has(a) || around[b].length - around[a].length || a - b) : [];
    hit = -1;
    const shown = hits.slice(0, 12);
    $("hits").replaceChildren(...shown.map((i, k) => {
      const row = make("li", { id: `hit-${k}`, role: "option", "aria-selected": "false" }, marked(entities[i].label),
        make("div", { class: "what" }, `${entities[i].kind || entities[i].class} · ${around[i].length} ${around[i].length === 1 ? "fact" : "facts"}${inPicture.has(i) ? "" : " · not in the picture"}`));
      row.addEventListener("mousedown", (event) => { event.preventDefault(); pick(k); });
      return row;
    }), ...(state.words && !hits.length ? [make("li", { "aria-disabled": "true" }, "Nothing has this name.")] : []));
    $("hits").hidden = !state.words;
    $("search").setAttribute("aria-expanded", String(Boolean(state.words)));
    if (state.words) live(`${hits.length} found, ${hits.filter((i) => inPicture.has(i)).length} of them in the picture`);
    state.entity = state.focus; state.edge = null;
    redraw();
  }
  function choose(k) {
    hit = k;
    [...$("hits").children].forEach((row, n) => row.setAttribute("aria-selected", String(n === k)));
    $("search").setAttribute("aria-activedescendant", k < 0 ? "" : `hit-${k}`);
    if (k >= 0) $("hits").children[k].scrollIntoView({ block: "nearest" });
  }
  function closeHits() { $("hits").hidden = true; $("search").setAttribute("aria-expanded", "false"); choose(-1); }
  function pick(k) { const i = hits[k]; $("search").value = ""; state.words = ""; closeHits(); open(i, inPicture.has(i)); remember(); if (state.focus === null) look(i); }
  $("search").addEventListener("input", search);
  $("search").addEventListener("blur", closeHits);
  $("search").addEventListener("keydown", (event) => {
    const shown = Math.min(hits.length, 12);
    if (event.key === "ArrowDown" && shown) choose((hit + 1) % shown);
    else if (event.key === "ArrowUp" && shown) choose((hit - 1 + shown) % shown);
    else if (event.key === "Enter" && shown) pick(Math.max(hit, 0));
    else if (event.key === "Escape") { $("search").value = ""; search(); }
    else return;
    event.preventDefault();
  });
  $("confidence").addEventListener("input", () => { state.least = Number($("confidence").value); $("least").textContent = state.least.toFixed(2); redraw(); });
  document.addEventListener("click", (event) => { if (!$("more").contains(event.target)) $("more").open = false; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && $("more").open) { $("more").open = false; $("more").querySelector("summary").focus(); } });

  // ---- table: the same facts for everyone ---------------------------------------------------------------------------------
  const MOST_ROWS = 1000;
  function fillTable() {
    const all = $("all-facts").checked;
    const list = (all ? edges.filter((e) => sureness(e) >= state.least && classShown(e.from) && classShown(e.to)) : drawnEdges)
      .filter((e) => state.words === "" || matches(e.from) || matches(e.to));
    $("caption").textContent = `${Math.min(list.length, MOST_ROWS)} of ${facts.counts.facts} facts${all ? "" : ": those in the picture"}${state.words ? `, with “${state.words}”` : ""}.`;
    $("rows").replaceChildren(...list.slice(0, MOST_ROWS).map((edge) => {
      const best = edge.said[0] || {};
      const cell = (...what) => make("td", { role: "cell" }, ...what);
      return make("tr", { role: "row" },
        make("th", { scope: "row", role: "rowheader" }, entityButton(edge.from)), cell(relations[edge.relation].label), cell(entityButton(edge.to)),
        make("td", { dir: "auto", role: "cell" }, best.quote === undefined ? null : isolated(facts.texts[best.quote])), cell(isolated(file(best))),
        cell(best.origin ? isolated(briefly(best)) : null), cell(best.confidence === undefined ? null : best.confidence.toFixed(2)));
    }));
  }
  $("all-facts").addEventListener("change", fillTable);
  function tab(name) {
    for (const one of ["picture", "table"]) {
      $(`${one}-pane`).hidden = one !== name;
      $(`${one}-tab`).setAttribute("aria-selected", String(one === name));
      $(`${one}-tab`).tabIndex = one === name ? 0 : -1;
    }
    if (name === "table") fillTable(); else network.redraw();
  }
  for (const one of ["picture", "table"]) $(`${one}-tab`).addEventListener("click", () => tab(one));
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    const other = $("table-pane").hidden ? "table" : "picture";
    tab(other); $(`${other}-tab`).focus(); event.preventDefault();
  });

  $("reset").addEventListener("click", () => {
    $("search").value = ""; state.words = ""; state.least = 0; $("confidence").value = "0"; $("least").textContent = "0.00";
    state.classes = new Set(classes.keys()); leaveFocus(); state.relations = new Set(first);
    nodes.update(firstPlace.map((spot, i) => ({ id: i, x: spot.x, y: spot.y })));
    legend(); tickBoxes(); closeHits(); clear(); begin();
  });
  $("overview").addEventListener("click", () => { leaveFocus(); clear(); whole(); });
  $("fit").addEventListener("click", () => fit());
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  $("nearer").addEventListener("click", () => zoom(1.25));
  $("farther").addEventListener("click", () => zoom(0.8));
  dark.addEventListener("change", () => { legend(); redraw(); });

  function begin() {
    // a narrow screen cannot hold the overview: it opens with the best connected mechanism and what touches it
    if (narrow.matches && facts.about === null && facts.start !== null && firstPlace.filter((p) => !p.hidden).length > 6) { focusOn(facts.start); showAbout(); }
    else if (facts.about !== null && touches(facts.about)) focusOn(facts.about);
    else if (facts.about !== null) { redraw(); open(facts.about, true); whole(); }
    else { redraw(); showAbout(); whole(); }
  }
  // whether all that is shown touches one entity
  const touches = (i) => firstPlace.every((spot, j) => spot.hidden || j === i || around[i].some((e) => e.from === j || e.to === j));
  function whole() {
    fit();
    if (!narrow.matches || network.getScale() > 0.6 || facts.start === null) return;
    network.moveTo({ position: network.getPosition(facts.about ?? facts.start), scale: 0.7, animation: false });
  }
  legend(); relationBoxes(); redraw(); showAbout();
  if (!recall()) begin(); else fit();
  window.addEventListener("hashchange", recall);
  document.documentElement.dataset.ready = "yes";
})();
