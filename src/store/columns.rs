//! How our types stand in columns: kinds as text, moments as numbers.

use sqlx::Any;
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;

use super::{ParcelState, RowState, Trouble};
use crate::catalogue::Lang;
use crate::chat::{Class, RoomKey, Trust};
use crate::domain::detection::{AlarmState, Level};
use crate::domain::people::{Role, RoomKind};
use crate::domain::signal::{LossClass, Sighting, SignalState};
use crate::domain::subscription::{Hours, Pace};
use crate::domain::time::Moment;
use crate::domain::warning::WarningState;

type Buffer = <Any as sqlx::Database>::ArgumentBuffer;
type ValueRef<'r> = <Any as sqlx::Database>::ValueRef<'r>;

/// Kinds are text that our types check, since a CHECK list would make the next kind a table rebuild.
macro_rules! text_column {
    ($($kind:ty: $write:ident),* $(,)?) => {$(
        impl sqlx::Type<Any> for $kind {
            fn type_info() -> sqlx::any::AnyTypeInfo {
                <String as sqlx::Type<Any>>::type_info()
            }
        }

        impl<'q> sqlx::Encode<'q, Any> for $kind {
            fn encode_by_ref(&self, buffer: &mut Buffer) -> Result<IsNull, BoxDynError> {
                <String as sqlx::Encode<'q, Any>>::encode(self.$write().to_owned(), buffer)
            }
        }

        impl<'r> sqlx::Decode<'r, Any> for $kind {
            fn decode(value: ValueRef<'r>) -> Result<Self, BoxDynError> {
                let text = <String as sqlx::Decode<'r, Any>>::decode(value)?;
                <$kind>::read(&text).ok_or_else(|| format!("unknown {} \"{text}\"", stringify!($kind)).into())
            }
        }
    )*};
}

text_column! {
    AlarmState: key,
    Class: key,
    Lang: key,
    Level: key,
    LossClass: key,
    Pace: key,
    ParcelState: key,
    Role: key,
    RoomKey: as_str,
    RoomKind: key,
    RowState: key,
    Sighting: key,
    SignalState: key,
    Trouble: key,
    Trust: key,
    WarningState: key,
}

impl sqlx::Type<Any> for Hours {
    fn type_info() -> sqlx::any::AnyTypeInfo {
        <String as sqlx::Type<Any>>::type_info()
    }
}

impl<'q> sqlx::Encode<'q, Any> for Hours {
    fn encode_by_ref(&self, buffer: &mut Buffer) -> Result<IsNull, BoxDynError> {
        <String as sqlx::Encode<'q, Any>>::encode(self.to_string(), buffer)
    }
}

impl<'r> sqlx::Decode<'r, Any> for Hours {
    fn decode(value: ValueRef<'r>) -> Result<Self, BoxDynError> {
        let text = <String as sqlx::Decode<'r, Any>>::decode(value)?;
        Hours::read(&text).ok_or_else(|| format!("unknown hours \"{text}\"").into())
    }
}

impl sqlx::Type<Any> for Moment {
    fn type_info() -> sqlx::any::AnyTypeInfo {
        <i64 as sqlx::Type<Any>>::type_info()
    }
}

impl<'q> sqlx::Encode<'q, Any> for Moment {
    fn encode_by_ref(&self, buffer: &mut Buffer) -> Result<IsNull, BoxDynError> {
        <i64 as sqlx::Encode<'q, Any>>::encode(self.0, buffer)
    }
}

impl<'r> sqlx::Decode<'r, Any> for Moment {
    fn decode(value: ValueRef<'r>) -> Result<Self, BoxDynError> {
        <i64 as sqlx::Decode<'r, Any>>::decode(value).map(Self)
    }
}
