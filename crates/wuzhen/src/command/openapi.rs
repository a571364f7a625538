//! `wuzhen openapi`

/// Prints the description of the API that the endpoint registry gives.
pub fn run() -> anyhow::Result<()> {
    print!("{}", web::openapi_json());
    Ok(())
}
