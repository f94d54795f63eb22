//! [`Sink`]: `dom_query`'s tree, watched while it grows.

use dom_query::{Document, NodeId};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use std::borrow::Cow;
use std::cell::{Cell, Ref};
use std::rc::Rc;
use tendril::StrTendril;

/// Passes everything on to a [`Document`], and keeps the depth at which each element was put in: the document alone
/// shows neither what stands in templates nor what the parser still holds open.
#[derive(Default)]
pub(super) struct Sink {
    pub(super) document: Document,
    /// The greatest depth so far.
    pub(super) depth: Cell<u32>,
}

/// A node and its depth.
#[derive(Clone)]
pub(super) struct Handle {
    id: NodeId,
    depth: Rc<Cell<u32>>,
}

impl Sink {
    fn new_handle(&self, id: NodeId, depth: u32) -> Handle {
        Handle { id, depth: Rc::new(Cell::new(depth)) }
    }

    /// Notes that a child now stands at a depth.
    fn put(&self, child: NodeOrText<Handle>, depth: u32) -> NodeOrText<NodeId> {
        match child {
            NodeOrText::AppendNode(handle) => {
                handle.depth.set(depth);
                self.depth.set(self.depth.get().max(depth));
                NodeOrText::AppendNode(handle.id)
            }
            NodeOrText::AppendText(text) => NodeOrText::AppendText(text),
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Document;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Document {
        self.document
    }

    // Real pages have thousands of errors, and nobody reads them.
    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        self.new_handle(self.document.get_document(), 0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.document.elem_name(&target.id)
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        self.new_handle(self.document.create_element(name, attrs, flags), 0)
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        self.new_handle(self.document.create_comment(text), 0)
    }

    fn create_pi(&self, target: StrTendril, data: StrTendril) -> Handle {
        self.new_handle(self.document.create_pi(target, data), 0)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.document.append(&parent.id, self.put(child, parent.depth.get() + 1));
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let depth = element.depth.get().max(previous.depth.get() + 1);
        self.document.append_based_on_parent_node(&element.id, &previous.id, self.put(child, depth));
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        self.document.append_doctype_to_document(name, public, system);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        self.new_handle(self.document.get_template_contents(&target.id), target.depth.get() + 1)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.document.append_before_sibling(&sibling.id, self.put(child, sibling.depth.get()));
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.document.add_attrs_if_missing(&target.id, attrs);
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.document.remove_from_parent(&target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        self.document.reparent_children(&node.id, &new_parent.id);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(&handle.id)
    }
}
