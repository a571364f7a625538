//! `wuzhen openapi`

/// Prints the description of the API that the endpoint registry gives.
pub fn run() {
    print!("{}", web::openapi_json());
}
