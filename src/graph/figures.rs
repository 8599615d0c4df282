//! Figures and the tables that they are drawn from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::inputs::Inputs;
use super::{Graph, Id, Linked, Meant};
use crate::contents::Contents;
use crate::diagnostic::{Diagnostic, catalogue};
use crate::entry::amount::Amount;
use crate::entry::kinds::{Area, AreaType, Dataset, Figure, PartnerKind, Profession, Shows};
use crate::entry::locate::Step;
use crate::entry::numbers::{self, At, Numbers, Problem, Row};
use crate::entry::part_date::PartDate;
use crate::entry::{Tables, text_of};
use crate::nearest::nearest;
use crate::skeleton::FILL_IN;
use crate::source::{SourcePath, Span};

/// What a figure shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    pub numbers: Numbers,
    /// When the newest amounts were so.
    pub when: PartDate,
}

/// The numbers of every figure that can be drawn.
pub type Figures = BTreeMap<Id<Figure>, Drawn>;

/// The table of a data set, if it has one.
pub fn table(dataset: Linked<'_, Dataset>) -> Option<SourcePath> {
    dataset.fields.table.as_deref().map(table_path)
}

/// The file that the table of a data set is, as it is typed.
pub(super) fn table_path(typed: &str) -> SourcePath {
    let inside = typed.strip_prefix("content/").unwrap_or(typed);
    SourcePath::new(format!("content/data/{}", inside.strip_prefix("data/").unwrap_or(inside)))
}

/// What reading the tables of figures gave.
pub(super) struct Tabled {
    pub figures: Arc<Figures>,
    pub found: Vec<Diagnostic>,
    /// Whether every table that a figure needs is there.
    pub has_all_tables: bool,
}

/// Reads the tables that figures are drawn from. What is wrong with a table is told once, with its data set.
pub(super) fn link(graph: &Graph, contents: &Contents, inputs: Inputs<'_>, tables: &Tables<'_>) -> Tabled {
    let mut reader = Reader { graph, contents, inputs, tables, found: Vec::new() };
    let used: BTreeSet<Id<Dataset>> = tabled(graph).map(|(figure, _)| figure.dataset).collect();
    let texts: BTreeMap<Id<Dataset>, (SourcePath, &str)> =
        used.into_iter().filter_map(|dataset| Some((dataset, reader.text(graph.get(dataset))?))).collect();
    let has_all_tables = reader.found.is_empty();
    let mut figures = Figures::new();
    for (figure, shows) in tabled(graph) {
        let Some((path, text)) = texts.get(&figure.dataset) else { continue };
        let numbers = reader.read(figure, shows, path, text);
        figures.extend(numbers.and_then(|numbers| Some((figure.id, reader.draw(figure, numbers)?))));
    }
    for figure in graph.all::<Figure>() {
        let Some(kind) = figure.counts else { continue };
        let numbers = count(graph, kind);
        if numbers.rows.is_empty() {
            reader.tell_nothing_counted(figure, kind);
            continue;
        }
        figures.extend(reader.draw(figure, numbers).map(|drawn| (figure.id, drawn)));
    }
    let figures = Arc::new(figures);
    Tabled { figures, found: reader.found, has_all_tables }
}

/// Figures that are drawn from tables and of which the columns are filled in. What is still to be filled in is told by a
/// rule of its own.
fn tabled(graph: &Graph) -> impl Iterator<Item = (Linked<'_, Figure>, &Shows<Meant>)> {
    let is_begun = |shows: &Shows<Meant>| ![&shows.label, &shows.value].iter().any(|name| name.contains(FILL_IN));
    let tabled = graph.all::<Figure>().filter_map(|figure| Some((figure, figure.fields.shows.as_ref()?)));
    tabled.filter(move |(_, shows)| is_begun(shows))
}

/// How many of a kind the site lists in each area of a board, described or not.
fn count(graph: &Graph, kind: Id<PartnerKind>) -> Numbers {
    let in_area = |area: Linked<'_, Area>| {
        let listed = graph.listed_within(area.id.node());
        let count = listed.into_iter().filter(|one| *one == kind).count() as u64;
        (count > 0).then(|| Row { label: area.title().clone(), amounts: vec![Some(Amount(count * 100))] })
    };
    let boards = graph.all::<Area>().filter(|area| area.area_type == AreaType::Ics);
    Numbers { times: Vec::new(), rows: boards.filter_map(in_area).collect(), chosen: None }
}

struct Reader<'a> {
    graph: &'a Graph,
    contents: &'a Contents,
    inputs: Inputs<'a>,
    tables: &'a Tables<'a>,
    found: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn text(&mut self, dataset: Linked<'_, Dataset>) -> Option<(SourcePath, &'a str)> {
        let entry = &dataset.node.entry;
        let Some(path) = table(dataset) else {
            let at = self.tables.locate_start(entry);
            self.found.push(catalogue::dataset_without_table(at, dataset.node.id()));
            return None;
        };
        let is_there = self.contents.assets.binary_search_by(|(asset, _)| asset.cmp(&path)).is_ok();
        let Some(file) = self.inputs.snapshot.get(&path).filter(|_| is_there) else {
            let assets = self.contents.assets.iter().map(|(path, _)| path.as_str());
            let names = assets.filter_map(|path| path.strip_prefix("content/data/"));
            let name = path.as_str().trim_start_matches("content/data/");
            let near = nearest(name, names.filter(|name| name.ends_with(".csv")));
            let at = self.tables.locate(entry, &[Step::Field("table".into())]);
            self.found.push(catalogue::no_figure_table(at, name, near));
            return None;
        };
        text_of(&path, &file.bytes, &mut self.found).map(|text| (path, text))
    }

    /// What a figure shows of a table.
    fn read(
        &mut self,
        figure: Linked<'_, Figure>,
        shows: &Shows<Meant>,
        path: &SourcePath,
        text: &str,
    ) -> Option<Numbers> {
        match numbers::read(text, shows, self.inputs.today) {
            Ok(numbers) => Some(numbers),
            Err(problems) => {
                problems.into_iter().for_each(|problem| self.tell(figure, path, problem));
                None
            }
        }
    }

    fn draw(&mut self, figure: Linked<'_, Figure>, numbers: Numbers) -> Option<Drawn> {
        self.judge_rows(figure, &numbers);
        let dataset = self.graph.get(figure.dataset);
        let said = || figure.node.common.as_of.or(dataset.node.common.as_of);
        let Some(when) = numbers.times.last().copied().or(numbers.chosen).or_else(said) else {
            self.found.push(catalogue::figure_without_year(self.tables.locate_start(&figure.node.entry)));
            return None;
        };
        Some(Drawn { numbers, when })
    }

    /// What could not be read may be what there is to count.
    fn tell_nothing_counted(&mut self, figure: Linked<'_, Figure>, kind: Id<PartnerKind>) {
        if self.graph.is_complete {
            let at = self.tables.locate(&figure.node.entry, &[Step::Field("counts".into())]);
            self.found.push(catalogue::nothing_to_count(at, self.graph.get(kind).node.id()));
        }
    }

    fn tell(&mut self, figure: Linked<'_, Figure>, path: &SourcePath, problem: Problem) {
        let at = match problem.at {
            At::Table(bytes) => Span::new(path, bytes),
            At::Field(way) => {
                let way: Vec<Step> = std::iter::once(Step::Field("shows".into())).chain(way).collect();
                self.tables.locate(&figure.node.entry, &way)
            }
        };
        self.found.push(catalogue::figure_table(at, problem.message, problem.help));
    }

    /// Rows that the figure names are rows that it shows.
    fn judge_rows(&mut self, figure: Linked<'_, Figure>, numbers: &Numbers) {
        for (at, row) in figure.rows.iter().enumerate() {
            if numbers.rows.iter().any(|shown| shown.label == row.label) {
                continue;
            }
            let way = [Step::Field("rows".into()), Step::Item(at), Step::Field("label".into())];
            let near = nearest(&row.label, numbers.rows.iter().map(|row| &*row.label));
            let at = self.tables.locate(&figure.node.entry, &way);
            self.found.push(catalogue::no_such_row(at, &row.label, near));
        }
    }
}

impl Graph {
    /// The rows of figures that tell of a profession, in the order of the figures.
    pub fn rows_about(&self, profession: Id<Profession>) -> impl Iterator<Item = (Linked<'_, Figure>, &Drawn, &Row)> {
        let here = move |figure: Linked<'_, Figure>| {
            let drawn = self.figures.get(&figure.id)?;
            let told = figure.fields.rows.iter().find(|row| row.professions.contains(&profession))?;
            let row = drawn.numbers.rows.iter().find(|row| row.label == told.label)?;
            Some((figure.id, drawn, row))
        };
        let figures = self.referrers::<Figure>(profession.node());
        figures.filter_map(here).map(|(id, drawn, row)| (self.get(id), drawn, row))
    }
}
