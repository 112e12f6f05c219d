//! Plays scene after scene, and keeps what was expected and did not come.

use std::time::Duration;

use anyhow::Result;

use crate::screen::Screen;

/// What came of the scenes.
pub struct Stage<'a> {
    screen: &'a Screen,
    /// After each scene, for people who read along.
    pause: Duration,
    played: usize,
    /// Which scene, and what was missing in it.
    missing: Vec<(&'static str, String)>,
}

impl<'a> Stage<'a> {
    pub fn new(screen: &'a Screen, pause: Duration) -> Self {
        Self {
            screen,
            pause,
            played: 0,
            missing: vec![],
        }
    }

    /// Plays one scene. A missing answer ends the scene, not the month.
    pub async fn scene(&mut self, told: &'static str, scene: impl Future<Output = Result<()>>) {
        self.screen.tells(told);
        self.played += 1;
        // On the heap: a scene holds the clients' futures, which are large.
        if let Err(error) = Box::pin(scene).await {
            self.screen.catches_up();
            self.screen.says(&format!("\nONTBREEKT: {error:#}"));
            self.missing.push((told, format!("{error:#}")));
        }
        tokio::time::sleep(self.pause).await;
    }

    /// Says how it went; whether everything came.
    pub fn sums_up(&self) -> bool {
        self.screen.tells("Het eind van de maand.");
        for (told, missing) in &self.missing {
            self.screen
                .says(&format!("ONTBREEKT in \"{told}\"\n{missing}\n"));
        }
        let complete = self.played - self.missing.len();
        self.screen.says(&format!(
            "{complete} van de {} scènes verliepen zoals verwacht.",
            self.played
        ));
        self.missing.is_empty()
    }
}
