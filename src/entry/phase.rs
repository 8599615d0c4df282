//! Written or meant: every record exists in two phases, declared once.
//!
//! In the [`Written`] phase a reference is a [`Ref`]: a place in the file's list of references, which may lead
//! nowhere. Linking maps every record to another phase, whose references are whatever that phase makes of them.
//! Nothing in a mapped record can name another entry by a string.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// What references are, at one stage of the build.
pub trait Phase: fmt::Debug + Clone + 'static {
    /// A reference to an entry of kind `T`.
    type To<T: 'static>: fmt::Debug + Clone;
    /// A reference to an entry of any kind.
    type Any: fmt::Debug + Clone;
}

/// A reference to a `T`, in the phase `P`.
pub type To<P, T> = <P as Phase>::To<T>;

/// A reference to any entry, in the phase `P`.
pub type Any<P> = <P as Phase>::Any;

/// As the author typed it.
#[derive(Debug, Clone)]
pub struct Written;

impl Phase for Written {
    type To<T: 'static> = Ref<T>;
    type Any = AnyRef;
}

/// An unresolved reference to an entry of kind `T`: its place in the file's list of references.
pub struct Ref<T> {
    pub site: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    pub fn new(site: u32) -> Self {
        Ref { site, kind: PhantomData }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ref({})", self.site)
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Ref::new(self.site)
    }
}

/// An unresolved reference to an entry of any kind.
#[derive(Debug, Clone)]
pub struct AnyRef {
    pub site: u32,
}

/// Knows what references become in the phase `Q`; `None` where they lead nowhere.
pub trait Resolve<Q: Phase> {
    fn to<T: 'static>(&mut self, reference: &Ref<T>) -> Option<Q::To<T>>;
    fn any(&mut self, reference: &AnyRef) -> Option<Q::Any>;
}

/// Maps a written value to another phase.
///
/// Items of lists and optional values whose references lead nowhere are dropped; a record that needs such a
/// reference is `None`.
pub trait MapTo<Q: Phase> {
    type Out;
    fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Self::Out>;
}

impl<Q: Phase, T: 'static> MapTo<Q> for Ref<T> {
    type Out = Q::To<T>;
    fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Self::Out> {
        with.to(self)
    }
}

impl<Q: Phase> MapTo<Q> for AnyRef {
    type Out = Q::Any;
    fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Self::Out> {
        with.any(self)
    }
}

impl<Q: Phase, T: MapTo<Q>> MapTo<Q> for Option<T> {
    type Out = Option<T::Out>;
    fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Self::Out> {
        Some(self.as_ref().and_then(|value| value.map_to(with)))
    }
}

impl<Q: Phase, T: MapTo<Q>> MapTo<Q> for Vec<T> {
    type Out = Vec<T::Out>;
    fn map_to(&self, with: &mut impl Resolve<Q>) -> Option<Self::Out> {
        Some(self.iter().filter_map(|item| item.map_to(with)).collect())
    }
}

/// Values without references are the same in every phase.
macro_rules! same_in_every_phase {
    ($($type:ty),* $(,)?) => {$(
        impl<Q: $crate::entry::phase::Phase> $crate::entry::phase::MapTo<Q> for $type {
            type Out = $type;
            fn map_to(&self, _: &mut impl $crate::entry::phase::Resolve<Q>) -> Option<Self::Out> {
                Some(self.clone())
            }
        }
    )*};
}
pub(crate) use same_in_every_phase;

same_in_every_phase!(Arc<str>, bool, u32, f64);
