//! Words that are always names: languages, nationalities, places, months and people after whom things are called.
//!
//! The list holds only words that English writes with a capital in every meaning ("Turkey" and "March" are also birds and
//! walks), so that they keep it in titles whose other words are capitalised, too.

/// The words, in the order of the alphabet, as they are written.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "Abel", "Abelian", "Africa", "African", "Alzheimer", "Amazon", "America", "American", "Arab", "Arabic", "Argentina",
    "Asia", "Asian", "Atlantic", "Australia", "Australian", "Austria", "Austrian", "Banach", "Bayes", "Bayesian",
    "Beijing", "Belgium", "Berlin", "Bernoulli", "Bessel", "Bose", "Boston", "Brazil", "Brazilian", "Britain", "British",
    "Brownian", "Buddhist", "California", "Canada", "Canadian", "Cantonese", "Cartesian", "Catholic", "Cauchy", "Chicago",
    "Chinese", "Christian", "Darwin", "Darwinian", "December", "Denmark", "Descartes", "Dirac", "Dirichlet", "Dutch",
    "Einstein", "England", "English", "Euclidean", "Euler", "Europe", "European", "February", "Fermi", "Finland", "Finnish",
    "Fourier", "France", "Freudian", "Galileo", "Gaussian", "German", "Germany", "Gibbs", "Gothenburg", "Greece", "Greek",
    "Hamiltonian", "Hausdorff", "Hebrew", "Hermite", "Hilbert", "Hindi", "Hungarian", "Iceland", "India", "Indian",
    "Indonesia", "Iran", "Ireland", "Irish", "Islam", "Islamic", "Israel", "Italian", "Italy", "January", "Japan",
    "Japanese", "Jewish", "Kant", "Kantian", "Kenya", "Korea", "Korean", "Lagrange", "Lagrangian", "Laplace", "Laplacian",
    "Latin", "Lebesgue", "Lipschitz", "London", "Lyapunov", "Madrid", "Mandarin", "Markov", "Markovian", "Marxist",
    "Mediterranean", "Mexican", "Mexico", "Milan", "Moscow", "Munich", "Muslim", "Newtonian", "Nigeria", "Nordic",
    "Norway", "Norwegian", "November", "October", "Pacific", "Pakistan", "Paris", "Parkinson", "Persian", "Poisson",
    "Portugal", "Portuguese", "Prague", "Protestant", "Riemann", "Riemannian", "Rome", "Russia", "Russian",
    "Scandinavian", "Schrödinger", "Scotland", "Scottish", "September", "Shakespeare", "Shanghai", "Siberia", "Singapore",
    "Sobolev", "Spain", "Spanish", "Stockholm", "Sweden", "Swedish", "Switzerland", "Taiwan", "Thailand", "Tokyo",
    "Turkish", "Ukraine", "Ukrainian", "Victorian", "Vienna", "Vietnam", "Vietnamese", "Zurich",
];

/// Returns whether a word is a name wherever it is written with a capital.
pub(super) fn is_proper_name(word: &str) -> bool {
    NAMES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{NAMES, is_proper_name};

    #[test]
    fn the_list_is_sorted() {
        assert!(NAMES.is_sorted());
        assert!(is_proper_name("Gaussian") && !is_proper_name("gaussian") && !is_proper_name("Turkey"));
    }
}
