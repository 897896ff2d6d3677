"""Paragraphs → a tree of headings and tasks."""
