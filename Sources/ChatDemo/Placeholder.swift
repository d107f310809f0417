enum PlaceholderChatDemo {}
