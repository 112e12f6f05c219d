//! The people of the demo, each with a real encrypted client, and the rooms that they are in.

use std::sync::Arc;

use anyhow::Result;
use testkit::neighbour::PASSWORD;
use testkit::ruma::UserId;
use testkit::{Neighbour, Synapse};

/// Somebody, logged in.
pub struct Person {
    /// As neighbours call them; in small letters it is their user name.
    pub name: &'static str,
    /// What they are, in Dutch.
    pub role: &'static str,
    pub client: Arc<Neighbour>,
}

impl Person {
    /// Gets an account and logs in, and from then on goes wherever the bot invites.
    pub async fn moves_in(
        synapse: &Synapse,
        name: &'static str,
        role: &'static str,
    ) -> Result<Self> {
        let user = name.to_lowercase();
        synapse.register(&user, PASSWORD).await?;
        let client = Neighbour::login(&synapse.url(), &user, PASSWORD).await?;
        client
            .client()
            .account()
            .set_display_name(Some(name))
            .await?;
        client.accept_invites().await?;
        Ok(Self {
            name,
            role,
            client: Arc::new(client),
        })
    }

    pub fn user_id(&self) -> &UserId {
        self.client.user_id()
    }
}
