//! The page of the main job, merged with the file of a service.
